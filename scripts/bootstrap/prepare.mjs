import { join } from 'node:path';
import { build, isBuilt } from './build.mjs';
import { ensureDisplayServer, hasDisplay } from './display.mjs';
import { electron, knownElectron } from './electron.mjs';
import { scratchFolder } from './folders.mjs';
import { checkNode, install, isInstalled } from './install.mjs';
import { ensureSqlite, sqliteIsReady } from './sqlite.mjs';
import { say } from './say.mjs';
import { withLock } from './lock.mjs';

/** @typedef {import('./electron.mjs').ElectronRuntime} ElectronRuntime */

/** The packages alone, as the checks need them. */
export async function preparePackages() {
  checkNode();
  if (!isInstalled()) await setUp(install);
}

/**
 * Packages and build, as `macule` needs them, and for a command that opens a database a SQLite that this Node can open.
 * @param {{opensDatabase?: boolean}} [command]
 */
export async function prepareEngine({ opensDatabase = false } = {}) {
  checkNode();
  const napis = opensDatabase ? [Number(process.versions.napi)] : [];
  if (isInstalled() && isBuilt() && sqliteIsReady(napis)) return;
  await setUp(async () => {
    await install();
    await build();
    await ensureSqlite(napis);
  });
}

/**
 * Packages, build, Electron, SQLite and a display server, as a start of the app needs them.
 * @returns {Promise<ElectronRuntime>}
 */
export async function prepareApp() {
  checkNode();
  const known = isInstalled() && isBuilt() ? knownElectron() : undefined;
  if (known !== undefined && sqliteIsReady([known.napi])) {
    if (!hasDisplay()) await ensureDisplayServer();
    return known;
  }
  return setUp(async () => {
    await install();
    await build();
    await ensureDisplayServer();
    const runtime = await electron();
    await ensureSqlite([runtime.napi]);
    return runtime;
  });
}

/**
 * What the tests need: the app, and a SQLite that this Node can open too.
 * @returns {Promise<ElectronRuntime>}
 */
export async function prepareTests() {
  const runtime = await prepareApp();
  const napis = [runtime.napi, Number(process.versions.napi)];
  if (!sqliteIsReady(napis)) await setUp(() => ensureSqlite(napis));
  return runtime;
}

/**
 * @template T
 * @param {() => Promise<T>} work
 */
function setUp(work) {
  return withLock(join(scratchFolder, 'set-up.lock'), work, () =>
    say('waiting for another set-up to finish …'),
  );
}
