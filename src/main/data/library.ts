import { join } from 'node:path';
import type { FileKeys } from '../vault/sealed-file';
import type { OpenDatabase } from './database';
import { openDatabase, type IntegrityCheck } from './open-database';
import { openPhotoStore, type PhotoStore } from './photo-store';
import { databaseKey } from './seal-library';
import { DATABASE_FILE, PHOTOS_FOLDER } from './set-aside';

/** A library that is open: its records and its pictures. */
export interface Library {
  readonly database: OpenDatabase;
  readonly store: PhotoStore;
}

/** Opens the sealed database of a library: see `openDatabase`. */
export const openLibraryDatabase = (
  folder: string,
  keys: FileKeys,
  check: IntegrityCheck = 'now',
): OpenDatabase => openDatabase(join(folder, DATABASE_FILE), undefined, databaseKey(keys), check);

/** Opens the store of a library's sealed pictures. */
export const openLibraryPhotos = (folder: string, keys: FileKeys): Promise<PhotoStore> =>
  openPhotoStore(join(folder, PHOTOS_FOLDER), keys);

/**
 * Opens a library, or begins one in a folder that holds its keys only.
 * @throws DamagedDatabase, MaculeError `database`.
 */
export async function openLibrary(folder: string, keys: FileKeys): Promise<Library> {
  const database = openLibraryDatabase(folder, keys);
  try {
    return { database, store: await openLibraryPhotos(folder, keys) };
  } catch (thrown) {
    database.close();
    throw thrown;
  }
}
