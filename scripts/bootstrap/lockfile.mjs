import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson } from './json-file.mjs';

/**
 * @typedef {{version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean, link?: boolean}} LockedPackage
 */

/**
 * What identifies an installation: the exact lock file and the Node line it was made for.
 * @param {string} repository
 */
export function lockDigest(repository) {
  const lock = readFileSync(join(repository, 'package-lock.json'));
  return createHash('sha256')
    .update(lock)
    .update(process.versions.node.split('.')[0] ?? '')
    .digest('hex');
}

/**
 * Whether node_modules holds exactly what the lock file names, by npm's own list of what it installed.
 * Optional packages may be missing: other platforms' binaries always are.
 * @param {string} repository
 */
export function installMatchesLock(repository) {
  /** @type {Record<string, LockedPackage> | undefined} */
  const installed = readJson(join(repository, 'node_modules/.package-lock.json'))?.packages;
  /** @type {Record<string, LockedPackage> | undefined} */
  const locked = readJson(join(repository, 'package-lock.json'))?.packages;
  if (installed === undefined || locked === undefined) return false;
  return Object.entries(locked).every(([path, entry]) => {
    if (path === '') return true;
    const found = installed[path];
    if (found === undefined)
      return entry.optional === true || entry.devOptional === true || entry.peer === true;
    return found.version === entry.version;
  });
}
