import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { outcome } from '../bootstrap/outcome.mjs';
import { repository, scratchFolder } from '../bootstrap/folders.mjs';
import { tally } from './tally.mjs';

/**
 * Runs one Vitest project to its end, its output going to the terminal.
 * @param {string} project name, or a pattern of several
 * @param {readonly string[]} filters parts of file names; all files where empty
 * @param {Readonly<Record<string, string>>} env
 * @returns {Promise<import('./tally.mjs').Tally>}
 */
export async function vitest(project, filters, env) {
  const report = join(scratchFolder, `tests-${project.replace('*', '')}.json`);
  rmSync(report, { force: true });
  const args = [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const script = join(repository, 'node_modules/vitest/vitest.mjs');
  const child = spawn(process.execPath, [script, ...args, ...filters], {
    cwd: repository,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  const code = await outcome(child);
  if (code > 128) process.exit(code); // Interrupted: nothing else is to start.
  return tally(report, code === 0);
}
