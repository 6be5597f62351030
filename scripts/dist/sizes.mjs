import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @param {string} path file or folder
 * @returns {number} bytes of all files in it
 */
export function bytesOf(path) {
  const found = lstatSync(path);
  if (found.isSymbolicLink()) return 0;
  if (!found.isDirectory()) return found.size;
  return readdirSync(path).reduce((sum, name) => sum + bytesOf(join(path, name)), 0);
}

/** What an unpacked app consists of, by who needs it. @type {readonly (readonly [string, RegExp])[]} */
const PARTS = [
  ['Macule itself and small packages', /^resources\/app\.asar$/],
  ['ONNX Runtime', /onnxruntime-node/],
  ['picture decoding (sharp)', /@img|\/sharp/],
  ['SQLite', /better-sqlite3/],
  ['other unpacked packages', /^resources\/app\.asar\.unpacked/],
  ['detector and face networks', /^resources\/(models|pretrained)/],
  ['languages of Chromium', /^locales\//],
  ['Electron', /./],
];

/**
 * @param {string} folder an unpacked app
 * @returns {readonly {part: string, bytes: number}[]} largest first
 */
export function whereTheBytesGo(folder) {
  /** @type {Map<string, number>} */
  const sums = new Map(PARTS.map(([part]) => [part, 0]));
  for (const file of filesOf(folder)) {
    const [part = ''] = PARTS.find(([, pattern]) => pattern.test(file)) ?? [];
    sums.set(part, (sums.get(part) ?? 0) + bytesOf(join(folder, file)));
  }
  return [...sums].map(([part, bytes]) => ({ part, bytes })).sort((a, b) => b.bytes - a.bytes);
}

/**
 * @param {string} folder
 * @param {string} [under]
 * @returns {string[]} paths from the folder, with forward slashes
 */
function filesOf(folder, under = '') {
  return readdirSync(join(folder, under), { withFileTypes: true }).flatMap((entry) => {
    const path = under === '' ? entry.name : `${under}/${entry.name}`;
    return entry.isDirectory() ? filesOf(folder, path) : [path];
  });
}

/** @param {number} bytes */
export const megabytes = (bytes) => `${(bytes / 1_000_000).toFixed(1)} MB`;
