#!/usr/bin/env node
import { join } from 'node:path';
import { runCommand } from './bootstrap/failure.mjs';
import { repository } from './bootstrap/folders.mjs';
import { preparePackages } from './bootstrap/prepare.mjs';
import { run } from './bootstrap/run.mjs';

const STEPS = [
  { name: 'format', bin: 'prettier/bin/prettier.cjs', args: ['--check', '--log-level=warn', '.'] },
  { name: 'types', bin: 'typescript/bin/tsc', args: ['-b'] },
  { name: 'lint', bin: 'eslint/bin/eslint.js', args: ['.', '--max-warnings=0'] },
];

/** `npm run check`: formatting, types and lint, told apart, all of them even where the first fails. */
await runCommand(async () => {
  await preparePackages();
  const results = await Promise.all(STEPS.map(check));
  return results.every(Boolean) ? 0 : 1;
});

/** @param {(typeof STEPS)[number]} step */
async function check({ name, bin, args }) {
  const script = join(repository, 'node_modules', bin);
  const { ok, output } = await run(process.execPath, [script, ...args], { cwd: repository });
  process.stdout.write(ok ? `check ${name}: ok\n` : `check ${name}: FAILED\n${output}\n`);
  return ok;
}
