import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';

/** Marks the fuse bytes inside every Electron binary: then version, count, and one ASCII digit per fuse. */
export const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** In the order of Electron's fuse schema, version 1. */
export const FUSES = /** @type {const} */ ([
  'runAsNode',
  'cookieEncryption',
  'nodeOptions',
  'nodeCliInspect',
  'embeddedAsarIntegrity',
  'onlyLoadAppFromAsar',
  'browserSnapshot',
  'fileProtocolPrivileges',
]);

/** @typedef {typeof FUSES[number]} Fuse */

/**
 * Sets fuses of an Electron binary in place.
 * @param {string} executable
 * @param {Readonly<Partial<Record<Fuse, boolean>>>} settings
 */
export function setFuses(executable, settings) {
  const at = readFileSync(executable).indexOf(SENTINEL);
  if (at < 0) throw new Error(`${executable} has no fuses`);
  const file = openSync(executable, 'r+');
  try {
    for (const [name, on] of Object.entries(settings)) {
      const index = FUSES.indexOf(/** @type {Fuse} */ (name));
      writeSync(file, on ? '1' : '0', at + SENTINEL.length + 2 + index);
    }
  } finally {
    closeSync(file);
  }
}
