import { readJson } from '../bootstrap/json-file.mjs';

/** @typedef {{passed: number, failed: number}} Tally */

/**
 * Counts one Vitest run from its JSON report. A file that could not even be loaded is one failure, and so is a
 * run that ended without a report, whatever its exit code says.
 * @param {string} report
 * @param {boolean} ok whether Vitest ended with exit code 0
 * @returns {Tally}
 */
export function tally(report, ok) {
  /** @type {{testResults: {status: string, assertionResults: {status: string}[]}[]} | undefined} */
  const results = readJson(report);
  if (results === undefined) return { passed: 0, failed: 1 };
  let passed = 0;
  let failed = 0;
  for (const file of results.testResults) {
    const states = file.assertionResults.map(({ status }) => status);
    const failures = states.filter((state) => state !== 'passed').length;
    passed += states.length - failures;
    failed += failures > 0 || file.status === 'passed' ? failures : 1;
  }
  return { passed, failed: ok || failed > 0 ? failed : 1 };
}

/** @param {readonly Tally[]} tallies @returns {Tally} */
export const total = (tallies) => ({
  passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
  failed: tallies.reduce((sum, { failed }) => sum + failed, 0),
});
