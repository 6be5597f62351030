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
 * @param {boolean} aside only with what other programs leave of the processors: where apps are driven meanwhile, whose
 *   trainings run at the lowest priority and would starve beside equals
 * @returns {Promise<number>} how many failed
 */
export async function checkAll(aside) {
  const before = aside ? await leftovers() : [];
  const results = await Promise.all(CHECKS.map((check) => runCheck(check, before)));
  return results.filter((ok) => !ok).length;
}

/** Begins a command that runs with what others leave of the processors; nothing where the system has no such thing. */
async function leftovers() {
  const idle = ['chrt', '--idle', '0'];
  const [program = '', ...args] = idle;
  return (await run(program, [...args, process.execPath, '--version'])).ok ? idle : [];
}

/**
 * @param {(typeof CHECKS)[number]} check
 * @param {readonly string[]} before begins the command
 */
async function runCheck({ name, bin, args }, before) {
  const script = join(repository, 'node_modules', bin);
  const [program = '', ...rest] = [...before, process.execPath, script, ...args];
  const { ok, output } = await run(program, rest, { cwd: repository });
  process.stdout.write(ok ? `check ${name}: ok\n` : `check ${name}: FAILED\n${output}\n`);
  return ok;
}
