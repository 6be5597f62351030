import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../bootstrap/folders.mjs';
import { readJson } from '../bootstrap/json-file.mjs';

const LICENCE_FILE = /^(licen[cs]e|copying|notice|third.?party)/i;

/** Packages that the build takes from `devDependencies` into its own files. */
const BUNDLED_FROM = ['out/main', 'out/preload', 'out/renderer'];

/**
 * @typedef {object} ShippedPackage
 * @property {string} name
 * @property {string} version
 * @property {string} licence SPDX expression as the package declares it
 * @property {readonly string[]} texts of its licence files
 */

/**
 * Every package whose code is in what users get: the production packages, and those that source maps of the build
 * name.
 * @returns {readonly ShippedPackage[]} by name
 */
export function shippedPackages() {
  const lock = readJson(join(repository, 'package-lock.json'));
  const production = Object.entries(lock.packages)
    .filter(([path, { dev, devOptional }]) => path.startsWith('node_modules/') && !dev && !devOptional)
    .map(([path]) => path);
  const places = new Set([...production, ...BUNDLED_FROM.flatMap(packagesInMaps)]);
  return [...places]
    .filter((place) => existsSync(join(repository, place, 'package.json')))
    .map(describe)
    .sort((a, b) => a.name.localeCompare(b.name, 'en') || a.version.localeCompare(b.version, 'en'));
}

/** @param {string} folder */
function packagesInMaps(folder) {
  const whole = join(repository, folder);
  if (!existsSync(whole)) return [];
  const maps = readdirSync(whole, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.map'),
  );
  return maps.flatMap((name) => {
    const { sources = [] } = JSON.parse(readFileSync(join(whole, name), 'utf8'));
    return sources.flatMap((/** @type {string} */ source) => {
      const found = /.*(node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(source);
      return found?.[1] === undefined ? [] : [found[1]];
    });
  });
}

/**
 * @param {string} place
 * @returns {ShippedPackage}
 */
function describe(place) {
  const folder = join(repository, place);
  const { name, version, license, licenses } = readJson(join(folder, 'package.json'));
  const texts = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && LICENCE_FILE.test(entry.name))
    .map((entry) => readFileSync(join(folder, entry.name), 'utf8').trim());
  const declared = license?.type ?? license ?? licenses?.[0]?.type;
  return { name, version, licence: declared ?? 'see its licence text', texts };
}

/** @returns {string} the notices that packages carry */
export function notices() {
  const parts = shippedPackages().map(({ name, version, licence, texts }) =>
    [`${name} ${version}`, `Licence: ${licence}`, ...texts].join('\n\n'),
  );
  const line = '='.repeat(78);
  const head =
    'Macule contains the following packages, under their own licences. Electron and Chromium, in which it runs,\n' +
    'bring theirs in LICENSE.electron.txt and LICENSES.chromium.html.';
  return `${[head, ...parts].join(`\n\n${line}\n\n`)}\n`;
}

/** @param {string} file */
export function writeNotices(file) {
  writeFileSync(file, notices());
}
