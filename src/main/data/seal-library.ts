import { closeSync, existsSync, fsyncSync, openSync, readSync, renameSync, rmSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { MaculeError } from '../../shared/errors';
import { keyName, derivedKey } from '../vault/library-key';
import { pictureIdentity, SEALED_ENDING } from '../vault/picture-identity';
import { isSealed, seal, unseal, type FileKeys } from '../vault/sealed-file';
import { changeDatabaseKey, connect, type DatabaseKey } from './database';
import { DamagedDatabase } from './database-failure';
import { isPhotoFolder, isPictureFile } from './photo-store';
import { PARTIAL, putInPlace, sealedByName, type SealProgress } from './sealed-on-disk';

/** How SQLite files begin that are not sealed. */
const PLAIN_HEADER = 'SQLite format 3\0';

/** The key of a library's database. */
export const databaseKey = (keys: FileKeys): DatabaseKey => derivedKey(keys.current, 'database');

/** Whether a database file lies open to everybody. */
export function isPlainDatabase(file: string): boolean {
  if (!existsSync(file)) return false;
  const header = Buffer.alloc(PLAIN_HEADER.length);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, header, 0, header.length, 0);
  } finally {
    closeSync(handle);
  }
  return header.toString('latin1') === PLAIN_HEADER;
}

/**
 * Brings a database under the library's key, if it is not: one from before libraries were sealed, or one that a change
 * of the key has not reached. A sealed copy takes its place by one rename; killed before, it is as it was.
 * @returns whether there was something to do.
 * @throws MaculeError `database`, `no-space`; DamagedDatabase where no known key opens it.
 */
export function sealDatabase(file: string, keys: FileKeys): boolean {
  if (!existsSync(file)) return false;
  const from = keyOfDatabase(file, keys);
  if (from === 'current') return false;
  const copy = `${file}${PARTIAL}`;
  rmSync(copy, { force: true });
  const database = connect(file, from);
  try {
    // Nothing may stay behind in a log beside the file that is to be replaced.
    database.one('PRAGMA journal_mode = DELETE');
    database.run('VACUUM INTO :copy', { copy });
  } finally {
    database.close();
  }
  changeDatabaseKey(copy, from, databaseKey(keys));
  // Windows brings to the drive only what is open for writing.
  const handle = openSync(copy, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(copy, file);
  return true;
}

function keyOfDatabase(file: string, keys: FileKeys): DatabaseKey | null | 'current' {
  if (isPlainDatabase(file)) return null;
  if (keys.previous === undefined || opens(file, databaseKey(keys))) return 'current';
  return derivedKey(keys.previous, 'database');
}

function opens(file: string, key: DatabaseKey): boolean {
  try {
    connect(file, key).close();
    return true;
  } catch (thrown) {
    if (thrown instanceof DamagedDatabase) return false;
    throw thrown;
  }
}

/** Photos that are sealed at the same time: most of the time goes into waiting for the drive. */
const AT_ONCE = 4;

/**
 * Brings the pictures of all photos under the library's key, a few photos at once; killed or stopped in between, it goes
 * on where it was, and counts what was left. Damaged ones stay as they are: whoever looks at one is told.
 * @returns how many are damaged.
 * @throws MaculeError `unreadable-file` for one under another key where the key before is not known; the signal's
 *   reason.
 */
export async function sealPictures(
  folder: string,
  keys: FileKeys,
  { signal, onProgress }: SealProgress = {},
): Promise<number> {
  const photos = (existsSync(folder) ? await readdir(folder) : []).filter(isPhotoFolder);
  const left: (readonly string[])[] = [];
  for (const photo of photos) {
    signal?.throwIfAborted();
    const files = await picturesToSeal(join(folder, photo), keys);
    if (files.length > 0) left.push(files);
  }
  let done = 0;
  let damaged = 0;
  const waiting = left.values();
  const sealInTurn = async (): Promise<void> => {
    for (const files of waiting) {
      signal?.throwIfAborted();
      onProgress?.(done, left.length);
      for (const file of files) if (!(await sealPicture(file, keys))) damaged += 1;
      done += 1;
    }
  };
  // All come to rest before anybody hears of a failure.
  const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, sealInTurn));
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
  return damaged;
}

/**
 * The pictures of one photo that lie open, or under the key before; what a killed process was writing goes. Other files
 * stay as they are.
 */
async function picturesToSeal(photo: string, keys: FileKeys): Promise<readonly string[]> {
  const files: string[] = [];
  for (const name of await readdir(photo)) {
    const file = join(photo, name);
    if (name.endsWith(PARTIAL)) await rm(file, { force: true });
    else if (await isToSeal(file, keys)) files.push(file);
  }
  return files;
}

async function isToSeal(file: string, keys: FileKeys): Promise<boolean> {
  if (!isPictureFile(basename(sealedPath(file)))) return false;
  if (extname(file) === OPEN_ENDING) return true;
  return file === sealedPath(file) && (await sealedByName(file)) !== keyName(keys.current);
}

/** Ending of pictures from before libraries were sealed. */
const OPEN_ENDING = '.jpg';

const sealedPath = (file: string): string =>
  `${file.slice(0, file.length - extname(file).length)}${SEALED_ENDING}`;

/** @returns false for a damaged one, which stays as it is. */
async function sealPicture(file: string, keys: FileKeys): Promise<boolean> {
  const target = sealedPath(file);
  const content = contentOf(file, await readFile(file), keys);
  if (content === null) return false;
  await putInPlace(target, seal(keys.current, pictureIdentity(target), content));
  if (file !== target) await rm(file);
  return true;
}

/**
 * What a picture holds; null for a damaged one. With both keys at hand, what neither opens is damaged, or was left so by
 * an earlier change of the key, and giving up the key before loses nothing. Without that key, it may be what is missing.
 */
function contentOf(file: string, bytes: Uint8Array, keys: FileKeys): Uint8Array | null {
  // A file that is named as sealed never lay open.
  if (!isSealed(bytes)) return file === sealedPath(file) ? null : bytes;
  try {
    return unseal(keys, pictureIdentity(file), bytes);
  } catch (thrown) {
    if (thrown instanceof MaculeError && keys.previous !== undefined) return null;
    throw thrown;
  }
}
