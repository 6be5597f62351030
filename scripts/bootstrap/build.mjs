import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { repository, scratchFolder } from './folders.mjs';
import { readJson, writeJson } from './json-file.mjs';
import { lastLines, run } from './run.mjs';
import { BootstrapFailure } from './failure.mjs';
import { sourceFingerprint } from './source-fingerprint.mjs';
import { say } from './say.mjs';

const output = join(repository, 'out');
const stamp = join(output, 'build.json');

/** The oldest Electron that runs the build; what it understands, every newer one does too. */
const OLDEST_ELECTRON_MAJOR = '33';

/** Whether `out/` was built from the sources as they are now. */
export function isBuilt() {
  return readJson(stamp)?.sources === sourceFingerprint(repository);
}

/** Builds main, preload and renderer into `out/`, which changes as a whole or not at all. */
export async function build() {
  if (isBuilt()) return;
  say('building …');
  const sources = sourceFingerprint(repository);
  const fresh = join(scratchFolder, 'build-new');
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  const result = await run(
    process.execPath,
    [join(repository, 'node_modules/electron-vite/bin/electron-vite.js'), 'build', '--outDir', fresh],
    {
      cwd: repository,
      // electron-vite asks for an installed Electron although a build needs none.
      env: {
        ...process.env,
        ELECTRON_EXEC_PATH: process.execPath,
        ELECTRON_MAJOR_VER: OLDEST_ELECTRON_MAJOR,
      },
    },
  );
  if (!result.ok) throw new BootstrapFailure('the build failed:', lastLines(result.output, 40));
  writeJson(join(fresh, 'build.json'), { sources });
  replaceFolder(fresh, output);
}

/**
 * @param {string} fresh
 * @param {string} target
 */
function replaceFolder(fresh, target) {
  const old = join(scratchFolder, 'build-old');
  rmSync(old, { recursive: true, force: true });
  if (existsSync(target)) renameSync(target, old);
  renameSync(fresh, target);
  rmSync(old, { recursive: true, force: true });
}
