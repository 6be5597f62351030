import { closeSync, mkdirSync, openSync, readSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { inflateRawSync } from 'node:zlib';

/** @typedef {{name: string, method: number, mode: number, compressed: number, header: number}} ZipEntry */

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const STORED = 0;
const DEFLATED = 8;

/**
 * Unpacks a ZIP file (APPNOTE 6.3, no ZIP64, no encryption) with one file in memory at a time.
 * @param {string} archive
 * @param {string} folder
 * @param {(name: string) => string | undefined} rename path below `folder`, or undefined to leave the entry out
 */
export function unzip(archive, folder, rename) {
  const file = openSync(archive, 'r');
  try {
    for (const entry of directory(file, statSync(archive).size)) {
      const target = entry.name.endsWith('/') ? undefined : rename(entry.name);
      if (target === undefined) continue;
      const path = join(folder, normalize(target));
      if (!path.startsWith(folder + sep)) throw new Error(`${entry.name} leads out of the archive`);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content(file, entry), { mode: entry.mode === 0 ? 0o644 : entry.mode });
    }
  } finally {
    closeSync(file);
  }
}

/**
 * @param {number} file
 * @param {number} size bytes of the archive
 * @returns {ZipEntry[]}
 */
function directory(file, size) {
  const tail = read(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
  let end = tail.length - 22;
  while (end >= 0 && tail.readUInt32LE(end) !== END_OF_DIRECTORY) end -= 1;
  if (end < 0) throw new Error('not a ZIP archive');
  const bytes = read(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  const entries = [];
  for (let at = 0; at + 46 <= bytes.length && bytes.readUInt32LE(at) === DIRECTORY_ENTRY;) {
    const nameLength = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      method: bytes.readUInt16LE(at + 10),
      mode: (bytes.readUInt32LE(at + 38) >>> 16) & 0o777,
      compressed: bytes.readUInt32LE(at + 20),
      header: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * @param {number} file
 * @param {ZipEntry} entry
 */
function content(file, entry) {
  const header = read(file, entry.header, 30);
  const start = entry.header + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const bytes = read(file, start, entry.compressed);
  if (entry.method === STORED) return bytes;
  if (entry.method === DEFLATED) return inflateRawSync(bytes);
  throw new Error(`${entry.name} is packed with method ${entry.method}`);
}

/**
 * @param {number} file
 * @param {number} position
 * @param {number} length
 */
function read(file, position, length) {
  const buffer = Buffer.allocUnsafe(length);
  for (let done = 0; done < length;) {
    const count = readSync(file, buffer, done, length - done, position + done);
    if (count === 0) throw new Error('the archive ends early');
    done += count;
  }
  return buffer;
}
