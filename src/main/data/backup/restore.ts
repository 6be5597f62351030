import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MaculeError } from '../../../shared/errors';
import { fileKeys } from '../../vault/keyring';
import { writeKeys } from '../../vault/keys-file';
import type { LibraryKey } from '../../vault/library-key';
import type { OpenDatabase } from '../database';
import { openLibraryDatabase } from '../library';
import { keysFile } from '../library-keys';
import { keyOf } from '../open-by-secret';
import { isPhotoFolder, isPictureFile } from '../photo-store';
import { DATABASE_FILE, MODELS_FOLDER, PHOTOS_FOLDER } from '../set-aside';
import {
  damaged,
  filesOf,
  isModelFile,
  isModelName,
  keysIn,
  newestManifest,
  openBackupFile,
  partsOf,
  proofOf,
  type Manifest,
} from './backup-file';

export interface BackupVerdict {
  /** When the backup was made, ISO 8601. */
  readonly at: string;
  readonly files: number;
  readonly bytes: number;
  /** Photos whose pictures are all there. */
  readonly photos: number;
}

export interface ReadBackupOptions {
  readonly file: string;
  /** Anybody's passphrase, or the recovery key. */
  readonly secret: string;
  readonly signal?: AbortSignal;
  /** Files done, of all. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Reads a whole backup, compares every byte with its proof and every path with where files may be restored.
 * @throws MaculeError `locked` for a wrong secret, `unreadable-file` for what is damaged or was tampered with.
 */
export const verifyBackup = (options: ReadBackupOptions): Promise<BackupVerdict> =>
  readBackup(options, () => () => undefined);

/**
 * Restores a backup into a new folder, on this computer or another. The folder is to be given its final place once this
 * has ended well.
 * @param folder empty.
 * @throws MaculeError as {@link verifyBackup}, and `no-space`.
 */
export async function restoreBackup(folder: string, options: ReadBackupOptions): Promise<BackupVerdict> {
  const verdict = await readBackup(
    options,
    (place) => writerOf(join(folder, ...place)),
    (manifest, key) => {
      const keys = keysIn(manifest);
      writeKeys(keysFile(folder), keys);
      // Opens it once, which checks its integrity and every reference in it.
      openLibraryDatabase(folder, fileKeys(keys, key)).close();
    },
  );
  return verdict;
}

type Take = (part: Uint8Array | null) => void;

async function readBackup(
  { file, secret, signal, onProgress }: ReadBackupOptions,
  taker: (place: readonly string[]) => Take,
  finish: (manifest: Manifest, key: LibraryKey) => void = () => undefined,
): Promise<BackupVerdict> {
  if (!existsSync(file)) throw missing();
  const backup = openBackupFile(file, false);
  try {
    // As it is now, to the end: somebody may bring it up to date meanwhile.
    backup.script('BEGIN');
    const manifest = newestManifest(backup);
    if (manifest === null) throw unfinished();
    const key = await keyOf(keysIn(manifest), secret);
    if (key === null) throw wrongSecret();
    const listed = filesOf(backup, manifest.sequence);
    if (proofOf(key, manifest, listed) !== manifest.proof) throw damaged('manifest');
    const files = listed.filter(({ path }) => !isStray(path));
    const photos = new Set<string>();
    let bytes = 0;
    for (const [index, one] of files.entries()) {
      if (signal?.aborted) throw cancelled();
      onProgress?.(index, files.length);
      takeAll(backup, one, taker(safely(one.path)));
      bytes += one.bytes;
      const [top, photo] = one.path.split('/');
      if (top === PHOTOS_FOLDER && photo !== undefined) photos.add(photo);
      // Between files the process hears who cancels.
      await new Promise((resolve) => setImmediate(resolve));
    }
    finish(manifest, key);
    return { at: manifest.at, files: files.length, bytes, photos: photos.size };
  } finally {
    backup.close();
  }
}

function takeAll(backup: OpenDatabase, file: Parameters<typeof partsOf>[1], take: Take): void {
  for (const part of partsOf(backup, file)) take(part);
  take(null);
}

function writerOf(file: string): Take {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const handle = openSync(file, 'wx', 0o600);
  return (part) => {
    if (part !== null) return void writeSync(handle, part);
    fsyncSync(handle);
    closeSync(handle);
  };
}

/** The only places that a backup may write to: it could come from anybody. */
function safely(path: string): readonly string[] {
  if (path === DATABASE_FILE) return [path];
  const [top = '', folder = '', name = '', ...rest] = path.split('/');
  const isKnown =
    (top === MODELS_FOLDER && isModelName(folder) && isModelFile(name)) ||
    (top === PHOTOS_FOLDER && isPhotoFolder(folder) && isPictureFile(name));
  if (!isKnown || rest.length > 0) throw damaged(path);
  return [top, folder, name];
}

/** Whether a path is of what earlier versions took along from a photo's folder, such as a system's `.DS_Store`. */
function isStray(path: string): boolean {
  const [top, photo = '', name = '', ...rest] = path.split('/');
  return top === PHOTOS_FOLDER && isPhotoFolder(photo) && !isPictureFile(name) && rest.length === 0;
}

const failure = (
  kind: 'not-found' | 'locked' | 'cancelled' | 'unreadable-file',
  message: string,
  advice?: string,
) =>
  new MaculeError({
    kind,
    message,
    retryable: kind === 'cancelled',
    ...(advice === undefined ? {} : { advice }),
  });

const missing = (): MaculeError =>
  failure('not-found', 'There is no such backup.', 'Check whether the drive that holds it is connected.');
const unfinished = (): MaculeError =>
  failure('unreadable-file', 'This backup was never finished.', 'Use another one.');
const wrongSecret = (): MaculeError =>
  failure(
    'locked',
    'That passphrase does not open this backup.',
    'It opens by the passphrases of the day it was made, and by the recovery key of then.',
  );
const cancelled = (): MaculeError => failure('cancelled', 'Reading the backup was cancelled.');
