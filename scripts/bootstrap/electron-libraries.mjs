import { BootstrapFailure } from './failure.mjs';
import { installSystemPackages } from './debian.mjs';
import { run } from './run.mjs';

const PACKAGES = [
  ['libgtk-3-0t64', 'libgtk-3-0'],
  ['libnss3'],
  ['libasound2t64', 'libasound2'],
  ['libgbm1'],
  ['libxss1'],
  ['libnotify4'],
];

/**
 * Sees to the shared libraries a Linux Electron is linked with.
 * @param {string} executable
 */
export async function ensureElectronLibraries(executable) {
  if (process.platform !== 'linux' || (await missingLibraries(executable)).length === 0) return;
  await installSystemPackages('Electron', PACKAGES);
  const missing = await missingLibraries(executable);
  if (missing.length > 0) {
    throw new BootstrapFailure(`Electron still misses these libraries: ${missing.join(', ')}.`);
  }
}

/** @param {string} executable */
async function missingLibraries(executable) {
  const { stdout } = await run('ldd', [executable]);
  return [...stdout.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1]);
}
