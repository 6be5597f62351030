import { join } from 'node:path';
import { repository } from '../bootstrap/folders.mjs';
import { run } from '../bootstrap/run.mjs';

const CHECKS = [
  { name: 'format', bin: 'prettier/bin/prettier.cjs', args: ['--check', '--log-level=warn', '.'] },
  { name: 'types', bin: 'typescript/bin/tsc', args: ['-b'] },
  { name: 'lint', bin: 'eslint/bin/eslint.js', args: ['.', '--max-warnings=0'] },
];

/**
 * Formatting, types and lint, all of them even where the first fails.
 * @returns {Promise<number>} how many failed
 */
export async function checkAll() {
  const results = await Promise.all(CHECKS.map(check));
  return results.filter((ok) => !ok).length;
}

/** @param {(typeof CHECKS)[number]} check */
async function check({ name, bin, args }) {
  const script = join(repository, 'node_modules', bin);
  const { ok, output } = await run(process.execPath, [script, ...args], { cwd: repository });
  process.stdout.write(ok ? `check ${name}: ok\n` : `check ${name}: FAILED\n${output}\n`);
  return ok;
}
