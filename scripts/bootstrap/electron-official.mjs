import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './folders.mjs';
import { readJson } from './json-file.mjs';
import { run } from './run.mjs';
import { say } from './say.mjs';

const packageFolder = join(repository, 'node_modules/electron');
const DEFAULT_MIRROR = 'https://github.com/electron/electron/releases/download/';
const REACH_LIMIT_MS = 8_000;
const DOWNLOAD_LIMIT_MS = 15 * 60_000;

/** @returns {string | undefined} the binary of the electron package, where it was downloaded whole */
export function officialElectron() {
  try {
    const executable = join(packageFolder, 'dist', readFileSync(join(packageFolder, 'path.txt'), 'utf8'));
    const version = readFileSync(join(packageFolder, 'dist/version'), 'utf8').replace(/^v/, '');
    return version.trim() === packageVersion() && existsSync(executable) ? executable : undefined;
  } catch {
    return undefined; // Never downloaded, or cut short: path.txt is written last.
  }
}

/**
 * Downloads the official binary. Many clinic and CI networks block its host: that is found out within seconds.
 * @returns {Promise<string | undefined>}
 */
export async function installOfficialElectron() {
  if (!(await hostAnswers())) return undefined;
  say(`downloading Electron ${packageVersion()} (once, about 110 MB) …`);
  await run(process.execPath, [join(packageFolder, 'install.js')], {
    cwd: repository,
    timeoutMs: DOWNLOAD_LIMIT_MS,
  });
  return officialElectron();
}

/** @returns {string} */
export function packageVersion() {
  return readJson(join(packageFolder, 'package.json')).version;
}

async function hostAnswers() {
  const { ELECTRON_MIRROR, npm_config_electron_mirror, HTTPS_PROXY, https_proxy } = process.env;
  // Through a proxy only the installer itself can tell.
  if ((HTTPS_PROXY ?? https_proxy) !== undefined) return true;
  const mirror = ELECTRON_MIRROR ?? npm_config_electron_mirror ?? DEFAULT_MIRROR;
  const sums = new URL(`v${packageVersion()}/SHASUMS256.txt`, mirror.endsWith('/') ? mirror : `${mirror}/`);
  try {
    return (await fetch(sums, { signal: AbortSignal.timeout(REACH_LIMIT_MS) })).ok;
  } catch {
    return false;
  }
}
