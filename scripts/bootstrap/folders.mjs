import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The clone this script belongs to. */
export const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Facts about the installed packages; lives and dies with node_modules. */
export const stateFolder = join(repository, 'node_modules', '.macule');

/** Scratch space on the repository's own file system, so that a rename out of it is atomic. */
export const scratchFolder = join(repository, '.cache');

/** What every clone of this user shares: a development Electron, a compiled SQLite. */
export function cacheFolder() {
  const base = process.env['XDG_CACHE_HOME'];
  return join(base !== undefined && base !== '' ? base : join(homedir(), '.cache'), 'macule');
}
