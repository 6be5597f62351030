import { readFileSync } from 'node:fs';
import { SENTINEL } from '../bootstrap/fuses.mjs';

/** In the order of Electron's fuse schema, version 1. */
const NAMES = /** @type {const} */ ([
  'runAsNode',
  'cookieEncryption',
  'nodeOptions',
  'nodeCliInspect',
  'embeddedAsarIntegrity',
  'onlyLoadAppFromAsar',
  'browserSnapshot',
  'fileProtocolPrivileges',
]);

/**
 * @param {string} executable an Electron binary
 * @returns {Record<string, boolean>} which fuses are on; those that the binary lacks are left out
 */
export function fuseStates(executable) {
  const binary = readFileSync(executable);
  const at = binary.indexOf(SENTINEL);
  if (at < 0) throw new Error(`${executable} has no fuses`);
  const count = binary[at + SENTINEL.length + 1] ?? 0;
  const states = binary.subarray(at + SENTINEL.length + 2, at + SENTINEL.length + 2 + count).toString('latin1');
  return Object.fromEntries(
    NAMES.flatMap((name, index) => ('01'.includes(states[index] ?? '-') ? [[name, states[index] === '1']] : [])),
  );
}
