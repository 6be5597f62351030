import { readFileSync } from 'node:fs';
import { FUSES, SENTINEL } from '../bootstrap/fuses.mjs';

/**
 * @param {string} executable an Electron binary
 * @returns {Record<string, boolean>} which fuses are on; those that the binary lacks are left out
 */
export function fuseStates(executable) {
  const binary = readFileSync(executable);
  const at = binary.indexOf(SENTINEL);
  if (at < 0) throw new Error(`${executable} has no fuses`);
  const count = binary[at + SENTINEL.length + 1] ?? 0;
  const states = binary
    .subarray(at + SENTINEL.length + 2, at + SENTINEL.length + 2 + count)
    .toString('latin1');
  return Object.fromEntries(
    FUSES.flatMap((name, index) =>
      '01'.includes(states[index] ?? '-') ? [[name, states[index] === '1']] : [],
    ),
  );
}
