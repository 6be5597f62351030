import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BootstrapFailure } from '../bootstrap/failure.mjs';
import { repository } from '../bootstrap/folders.mjs';
import { lastLines, run } from '../bootstrap/run.mjs';
import { builderConfig } from './builder-config.mjs';
import { writeNotices } from './notices.mjs';

/** Where packages are made. */
export const distFolder = join(repository, 'dist');

/**
 * Empties the folder of packages, and makes electron-builder ready for it.
 * @param {import('../bootstrap/electron.mjs').ElectronRuntime} runtime
 * @returns {(args: readonly string[], env?: NodeJS.ProcessEnv) => Promise<void>} runs electron-builder
 */
export function freshBuilder(runtime) {
  rmSync(distFolder, { recursive: true, force: true });
  mkdirSync(distFolder);
  writeNotices(join(repository, 'out', 'THIRD-PARTY-NOTICES.txt'));
  const config = join(distFolder, 'builder-config.json');
  writeFileSync(config, JSON.stringify(builderConfig(runtime), null, 2));
  const program = join(repository, 'node_modules/electron-builder/cli.js');
  return async (args, env = {}) => {
    const made = await run(process.execPath, [program, ...args, '--config', config, '--publish', 'never'], {
      cwd: repository,
      env: { ...process.env, ...env },
    });
    if (!made.ok) throw new BootstrapFailure('packaging failed:', lastLines(made.output, 30));
  };
}
