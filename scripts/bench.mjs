#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { runCommand } from './bootstrap/failure.mjs';
import { repository } from './bootstrap/folders.mjs';
import { outcome } from './bootstrap/outcome.mjs';
import { prepareEngine } from './bootstrap/prepare.mjs';

/**
 * `npm run bench`: every engine in turns, and PyTorch where a Python has it (`PYTHON`, default `python3`),
 * written to docs/benchmarks.md.
 */
await runCommand(async () => {
  await prepareEngine();
  const cli = join(repository, 'out/main/cli.js');
  const python = process.env['PYTHON'] ?? 'python3';
  const args = ['bench', '--python', python, '--write', join(repository, 'docs/benchmarks.md')];
  return outcome(spawn(process.execPath, [cli, ...args, ...process.argv.slice(2)], { stdio: 'inherit' }));
});
