#!/usr/bin/env node
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './bootstrap/failure.mjs';
import { repository } from './bootstrap/folders.mjs';
import { prepareTests } from './bootstrap/prepare.mjs';
import { checkAll } from './testing/checks.mjs';
import { endToEnd } from './testing/end-to-end.mjs';
import { total } from './testing/tally.mjs';
import { vitest } from './testing/vitest.mjs';

/**
 * `npm test [-- check | unit | e2e [part of a file name …]]`: sets up what is missing, then formatting, types and
 * lint, unit tests, and the app in a real Electron. The last line counts them all; a failed check counts as one.
 */
await runCommand(async () => {
  const [only, ...filters] = process.argv.slice(2);
  const wanted = (/** @type {string} */ part) => only === undefined || only === part;
  const runtime = await prepareTests();
  const tallies = [];
  if (wanted('check')) tallies.push({ passed: 0, failed: await checkAll() });
  if (wanted('unit')) tallies.push(await vitest('unit*', filters, {}));
  if (wanted('e2e')) {
    if (filters.length === 0) rmSync(join(repository, 'tests/artifacts'), { recursive: true, force: true });
    tallies.push(await endToEnd(runtime, filters));
  }
  const { passed, failed, left = [] } = total(tallies);
  for (const name of left) process.stdout.write(`\nleft out: ${name}`);
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
});
