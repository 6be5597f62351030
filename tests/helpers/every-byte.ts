import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Every byte of every file in a folder and below it, as somebody with the disk would find them. */
export async function everyByte(folder: string): Promise<Buffer> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Buffer.concat(
    await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name)))),
  );
}

/**
 * How picture files begin that an import or a report could leave, and what only SQLite writes. Each is long enough not
 * to stand in sealed bytes by chance.
 */
const SIGNATURES: readonly (readonly [what: string, bytes: Buffer])[] = [
  ['JPEG', Buffer.from('ffd8ffe000104a464946', 'hex')],
  ['JPEG, bare', Buffer.from('ffd8ffdb0043', 'hex')],
  ['Exif', Buffer.from('Exif\0\0', 'latin1')],
  ['PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ['WebP', Buffer.from('WEBPVP8', 'latin1')],
  ['PDF', Buffer.from('%PDF-', 'latin1')],
  ['SQLite', Buffer.from('SQLite format 3', 'latin1')],
];

/**
 * What of a library lies open in some bytes.
 * @param words that nobody may read there: names, numbers, dates; looked for as UTF-8 and UTF-16.
 */
export const foundIn = (bytes: Buffer, words: readonly string[]): readonly string[] => [
  ...SIGNATURES.filter(([, signature]) => bytes.includes(signature)).map(([what]) => what),
  ...words.filter((word) => bytes.includes(word, 0, 'utf8') || bytes.includes(Buffer.from(word, 'utf16le'))),
];
