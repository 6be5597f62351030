import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './folders.mjs';

/** Makes `npx macule` find this clone's command: npm links a package's own command only where it is installed. */
export function linkOwnCommand() {
  const folder = join(repository, 'node_modules/.bin');
  mkdirSync(folder, { recursive: true });
  if (process.platform === 'win32') {
    writeFileSync(join(folder, 'macule.cmd'), '@node "%~dp0\\..\\..\\scripts\\macule.mjs" %*\r\n');
    return;
  }
  const link = join(folder, 'macule');
  rmSync(link, { force: true });
  symlinkSync('../../scripts/macule.mjs', link);
}
