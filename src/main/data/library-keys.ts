import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { MaculeError } from '../../shared/errors';
import { createKeys, fileKeys, finished, type Keychain } from '../vault/keyring';
import type { LibraryKey } from '../vault/library-key';
import { KEYS_FILE, readKeys, writeKeys, type Keys } from '../vault/keys-file';
import type { FileKeys } from '../vault/sealed-file';
import { DamagedDatabase } from './database-failure';
import { sealLibraryFiles } from './seal-library-files';
import { isPlainDatabase, sealDatabase, sealPictures } from './seal-library';
import type { SealProgress } from './sealed-on-disk';
import { DATABASE_FILE, PHOTOS_FOLDER } from './set-aside';

/** Path of a library's keys. */
export const keysFile = (folder: string): string => join(folder, KEYS_FILE);

/**
 * The keys of a library; a new one, or one from before libraries were sealed, gets keys that this computer opens.
 * @param keychain null where the system has none that keeps secrets.
 * @throws MaculeError `unreadable-file` for damaged keys, `database` for a sealed library without its keys.
 */
export function keysOfLibrary(folder: string, keychain: Keychain | null): Keys {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const known = readKeys(keysFile(folder));
  if (known !== null) return known;
  const database = join(folder, DATABASE_FILE);
  const older = existsSync(database);
  if (older && !isPlainDatabase(database)) throw keysAreMissing();
  const { keys } = createKeys(keychain, older);
  writeKeys(keysFile(folder), keys);
  return keys;
}

/**
 * Brings everything in a library under its key where something is left that is not: killed in between, it goes on at
 * the next start. The library must not be open.
 * @param backups paths of copies of its database.
 * @param progress hears how many pictures are damaged and stay as they are, where there are any.
 * @returns the keys as they are then.
 * @throws MaculeError as `sealDatabase` and `sealPictures` do; the signal's reason.
 */
export async function finishSealing(
  folder: string,
  keys: Keys,
  key: LibraryKey,
  backups: readonly string[],
  progress: SealProgress & { readonly onDamaged?: (pictures: number) => void },
): Promise<Keys> {
  if (!keys.unfinished) return keys;
  const opening = fileKeys(keys, key);
  for (const database of [join(folder, DATABASE_FILE), ...backups]) sealUnlessDamaged(database, opening);
  await sealLibraryFiles(folder, opening, { ...(progress.signal ? { signal: progress.signal } : {}) });
  const damaged = await sealPictures(join(folder, PHOTOS_FOLDER), opening, progress);
  if (damaged > 0) progress.onDamaged?.(damaged);
  const done = finished(keys);
  writeKeys(keysFile(folder), done);
  return done;
}

/** A damaged database stays as it is: whoever opens it is asked what to do. */
function sealUnlessDamaged(database: string, keys: FileKeys): void {
  try {
    sealDatabase(database, keys);
  } catch (thrown) {
    if (!(thrown instanceof DamagedDatabase)) throw thrown;
  }
}

const keysAreMissing = (): MaculeError =>
  new MaculeError({
    kind: 'database',
    message: 'The keys of this library are missing, so nobody can open it.',
    file: KEYS_FILE,
    advice: `Put “${KEYS_FILE}” back beside the database, from a backup of this library.`,
    retryable: false,
  });
