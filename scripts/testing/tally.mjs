import { readJson } from '../bootstrap/json-file.mjs';

/**
 * @typedef {{passed: number, failed: number, left?: readonly string[]}} Tally
 * `left`: names of tests that were left out because this computer lacks what their names say they need.
 */

/**
 * Counts one Vitest run from its JSON report. A file that could not even be loaded is one failure, and so is a
 * run that ended without a report, whatever its exit code says. So is a test that was skipped, unless its name says what
 * it needs, as in “… [needs gnome-keyring]”: that one is told by name, and counts as nothing.
 * @param {string} report
 * @param {boolean} ok whether Vitest ended with exit code 0
 * @returns {Tally}
 */
export function tally(report, ok) {
  /** @type {{testResults: {status: string, assertionResults: {status: string, title: string}[]}[]} | undefined} */
  const results = readJson(report);
  if (results === undefined) return { passed: 0, failed: 1 };
  let passed = 0;
  let failed = 0;
  /** @type {string[]} */
  const left = [];
  for (const file of results.testResults) {
    const mayBeLeft = (/** @type {{status: string, title: string}} */ { status, title }) =>
      ['skipped', 'pending'].includes(status) && / \[needs [^\]]+\]$/.test(title);
    left.push(...file.assertionResults.filter(mayBeLeft).map(({ title }) => title));
    const states = file.assertionResults.filter((test) => !mayBeLeft(test)).map(({ status }) => status);
    const failures = states.filter((state) => state !== 'passed').length;
    passed += states.length - failures;
    failed += failures > 0 || file.status === 'passed' ? failures : 1;
  }
  return { passed, failed: ok || failed > 0 ? failed : 1, left };
}

/** @param {readonly Tally[]} tallies @returns {Tally} */
export const total = (tallies) => ({
  passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
  failed: tallies.reduce((sum, { failed }) => sum + failed, 0),
  left: tallies.flatMap(({ left = [] }) => left),
});
