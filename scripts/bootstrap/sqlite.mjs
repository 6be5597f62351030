import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { BootstrapFailure } from './failure.mjs';
import { cacheFolder, repository } from './folders.mjs';
import { ensureCompiler } from './compiler.mjs';
import { readJson } from './json-file.mjs';
import { ownNodeHeaders } from './node-headers.mjs';
import { lastLines, run } from './run.mjs';
import { say } from './say.mjs';

/**
 * better-sqlite3's own binaries need this Node-API. Below it (Node before 22.14, Electron 33) they end the
 * process with a segmentation fault, so there the same sources are compiled for the older interface.
 */
const NAPI_OF_PREBUILDS = 10;

const packageFolder = join(repository, 'node_modules/better-sqlite3');
const installed = join(packageFolder, 'build/Release/better_sqlite3.node');

/** @param {readonly number[]} napis Node-API versions of the runtimes that will open a database */
export function sqliteIsReady(napis) {
  return napis.every((napi) => napi >= NAPI_OF_PREBUILDS) || existsSync(installed);
}

/** @param {readonly number[]} napis */
export async function ensureSqlite(napis) {
  if (sqliteIsReady(napis)) return;
  const { version } = readJson(join(packageFolder, 'package.json'));
  const cached = join(
    cacheFolder(),
    'sqlite-multiple-ciphers',
    `${version}-${process.platform}-${process.arch}.node`,
  );
  if (!existsSync(cached)) {
    say(`compiling SQLite for Node-API ${Math.min(...napis)} (once, about a minute) …`);
    await ensureCompiler();
    await compile(cached);
  }
  placeFile(cached, installed);
}

/** @param {string} target appears whole, and only after it opened a database */
async function compile(target) {
  mkdirSync(dirname(target), { recursive: true });
  const work = mkdtempSync(`${target}-`);
  const stop = () => rmSync(work, { recursive: true, force: true });
  process.once('exit', stop);
  try {
    const modules = join(work, 'node_modules');
    const source = join(modules, 'better-sqlite3');
    cpSync(packageFolder, source, { recursive: true, filter: (path) => !path.includes('prebuilds') });
    cpSync(join(repository, 'node_modules/node-addon-api'), join(modules, 'node-addon-api'), {
      recursive: true,
    });
    const recipe = join(source, 'binding.gyp');
    writeFileSync(
      recipe,
      readFileSync(recipe, 'utf8').replace(`'NAPI_VERSION=${NAPI_OF_PREBUILDS}'`, "'NAPI_EXPERIMENTAL'"),
    );
    const gyp = createRequire(join(repository, 'package.json')).resolve('node-gyp/bin/node-gyp.js');
    const built = await run(
      process.execPath,
      [gyp, 'rebuild', '--release', '--force_build=1', ...headers()],
      {
        cwd: source,
        env: { ...process.env, ...QUICK_FLAGS },
      },
    );
    const result = join(source, 'build/Release/better_sqlite3.node');
    if (!built.ok || !existsSync(result)) {
      throw new BootstrapFailure('compiling SQLite failed:', lastLines(built.output, 30));
    }
    await tryOut(source);
    placeFile(result, target);
  } finally {
    process.off('exit', stop);
    stop();
  }
}

/** A binary for development: compiled in a third of the time, and users get the prebuilt one. */
const QUICK_FLAGS = { CFLAGS: '-O1', CXXFLAGS: '-O1 -fno-lto', LDFLAGS: '-fno-lto', JOBS: 'max' };

function headers() {
  const prefix = ownNodeHeaders();
  return prefix === undefined ? [] : [`--nodedir=${prefix}`];
}

/** @param {string} folder */
async function tryOut(folder) {
  const script = "const D = require('.'); new D(':memory:').prepare('select 1').get()";
  const tried = await run(process.execPath, ['-e', script], { cwd: folder });
  if (!tried.ok) throw new BootstrapFailure('the compiled SQLite does not work:', lastLines(tried.output));
}

/**
 * @param {string} from
 * @param {string} to
 */
function placeFile(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  const partial = `${to}.${process.pid}.partial`;
  copyFileSync(from, partial);
  renameSync(partial, to);
}
