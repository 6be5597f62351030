import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { KEYS_FILE } from '../vault/keys-file';

/** Names inside the data folder that belong together. */
export const DATABASE_FILE = 'macule.db';
export const PHOTOS_FOLDER = 'photos';
export const TRAINING_FOLDER = 'training';
/** The clinic's own models: nothing is ever swept from it. */
export const MODELS_FOLDER = 'models';

/** Pictures of an export that nobody has written yet; emptied at every start. */
export const EXPORT_DRAFTS_FOLDER = 'export-drafts';

/** Folders whose content the database lists: what it does not know is swept from them. */
const LISTED_FOLDERS = [PHOTOS_FOLDER, TRAINING_FOLDER];

/**
 * Moves a database that can't be used, and the photos and training runs that belong to it, into a folder of their
 * own, so that a new database can be started without losing anything.
 * @param stamp makes the folder's name unique, such as a time.
 * @returns the folder.
 */
export function setAside(dataFolder: string, stamp: string): string {
  const aside = join(dataFolder, `set-aside-${stamp.replaceAll(/[^0-9A-Za-z]/g, '-')}`);
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  const files = [DATABASE_FILE, `${DATABASE_FILE}-wal`, `${DATABASE_FILE}-shm`];
  for (const name of [...files, ...LISTED_FOLDERS]) {
    if (existsSync(join(dataFolder, name))) renameSync(join(dataFolder, name), join(aside, name));
  }
  // What was set aside opens only by the keys of now, even when they are changed later.
  if (existsSync(join(dataFolder, KEYS_FILE)))
    copyFileSync(join(dataFolder, KEYS_FILE), join(aside, KEYS_FILE));
  return aside;
}

/** Photos and training runs without their database would be swept as leftovers, so they are set aside first. */
export const foldersLackDatabase = (dataFolder: string): boolean =>
  !existsSync(join(dataFolder, DATABASE_FILE)) &&
  LISTED_FOLDERS.some((name) => existsSync(join(dataFolder, name)));
