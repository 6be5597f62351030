import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { packageVersion } from '../bootstrap/electron-official.mjs';
import { repository } from '../bootstrap/folders.mjs';
import { readJson } from '../bootstrap/json-file.mjs';
import { releaseConfig } from './release-config.mjs';

/** @typedef {import('../bootstrap/electron.mjs').ElectronRuntime} ElectronRuntime */

/** Users get better-sqlite3's own binaries; the development Electron needs the one compiled for its interface. */
const OWN_SQLITE = '!node_modules/better-sqlite3/{build,deps,src}/**';
const COMPILED_SQLITE = '!node_modules/better-sqlite3/{deps,src,prebuilds}/**';

/** Whether packages made here hold another Electron than users get. */
export const isStandIn = (/** @type {ElectronRuntime} */ runtime) => runtime.version !== packageVersion();

/**
 * What electron-builder is told: electron-builder.yml, and where the official Electron is out of reach, the same with
 * the Electron at hand, to see that packages work.
 * @param {ElectronRuntime} runtime
 * @returns {Record<string, any>}
 */
export function builderConfig(runtime) {
  const config = releaseConfig(
    parse(readFileSync(join(repository, 'electron-builder.yml'), 'utf8')),
    process.env,
    {
      version: readJson(join(repository, 'package.json')).version,
      changelog: readFileSync(join(repository, 'CHANGELOG.md'), 'utf8'),
    },
  );
  if (!isStandIn(runtime)) return config;
  return {
    ...config,
    electronVersion: runtime.version,
    electronDist: dirname(runtime.executable),
    files: config.files.map((/** @type {string} */ pattern) =>
      pattern === OWN_SQLITE ? COMPILED_SQLITE : pattern,
    ),
  };
}
