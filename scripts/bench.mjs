#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { runCommand } from './bootstrap/failure.mjs';
import { repository } from './bootstrap/folders.mjs';
import { outcome } from './bootstrap/outcome.mjs';
import { prepareEngine, prepareTests } from './bootstrap/prepare.mjs';
import { endToEnd } from './testing/end-to-end.mjs';
import { vitest } from './testing/vitest.mjs';

/**
 * `npm run bench`: every engine in turns, and PyTorch where a Python has it (`PYTHON`, default `python3`),
 * written to docs/benchmarks.md. `npm run bench -- clinic [folder]`: a library of 10,000 patients beside the demo's,
 * asked and started, written to the same page; a folder keeps that library for the next time. `npm run bench -- import`:
 * 30 photos read in one process and through the process that opens files from outside.
 */
await runCommand(async () => {
  const [what, folder] = process.argv.slice(2);
  if (what === 'clinic') {
    if (folder !== undefined) process.env['MACULE_LARGE_LIBRARY'] = resolve(folder);
    return (await endToEnd(await prepareTests(), ['clinic.test'], 'clinic-bench')).failed === 0 ? 0 : 1;
  }
  if (what === 'import') {
    await prepareTests();
    return (await vitest('clinic-bench', ['import-'], {})).failed === 0 ? 0 : 1;
  }
  await prepareEngine();
  const cli = join(repository, 'out/main/cli.js');
  const python = process.env['PYTHON'] ?? 'python3';
  const args = ['bench', '--python', python, '--write', join(repository, 'docs/benchmarks.md')];
  return outcome(spawn(process.execPath, [cli, ...args, ...process.argv.slice(2)], { stdio: 'inherit' }));
});
