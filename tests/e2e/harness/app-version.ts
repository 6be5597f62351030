import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { environment } from './environment';

export interface AppVersion {
  readonly version: string;
  /** Address of the server that it gets its updates from; null where it gets none. */
  readonly updatesFrom?: string;
  /** What runs before the app itself: an ES module's text. */
  readonly before?: string;
}

/**
 * Makes the built app over into another version: a folder with a package.json of its own that leads to the same build.
 * @param folder that does not exist yet; the app has to be able to read it.
 */
export async function makeAppVersion(
  folder: string,
  { version, updatesFrom, before = '' }: AppVersion,
): Promise<void> {
  const { app } = environment;
  await mkdir(folder, { recursive: true });
  for (const shared of ['assets', 'node_modules']) await symlink(join(app, shared), join(folder, shared));
  const write = (name: string, text: string): Promise<void> => writeFile(join(folder, name), text);
  await write('package.json', JSON.stringify({ name: 'macule', version, type: 'module', main: 'main.js' }));
  await write('before.js', before);
  const main = pathToFileURL(join(app, 'out/main/index.js')).href;
  await write('main.js', `import './before.js';\nimport ${JSON.stringify(main)};\n`);
  if (updatesFrom === undefined) return;
  await write(
    'dev-app-update.yml',
    `provider: generic\nurl: ${updatesFrom}\nupdaterCacheDirName: macule-updater\n`,
  );
}
