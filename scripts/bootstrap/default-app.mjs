/**
 * The stand-in for Electron's default app: loads the folder named first on the command line. It is an ES module
 * that awaits the app, because `ready` would otherwise come before the app's own code ran.
 */
export const DEFAULT_APP = {
  'package.json': JSON.stringify({ name: 'electron', productName: 'Electron', main: 'main.mjs' }),
  'main.mjs': `import { app } from 'electron';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const argument = process.argv.slice(1).find((text) => !text.startsWith('-'));
if (argument === undefined) {
  process.stderr.write('Name the folder of an app.\\n');
  app.exit(2);
} else {
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
  const folder = resolve(argument);
  const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  app.setAppPath(folder);
  app.setName(about.productName ?? about.name);
  app.setVersion(about.version);
  try {
    await import(pathToFileURL(join(folder, about.main)).href);
  } catch (error) {
    // A dialog would wait for a click that never comes on a virtual display.
    process.stderr.write(\`The app could not be loaded: \${error?.stack ?? error}\\n\`);
    app.exit(1);
  }
}
`,
};
