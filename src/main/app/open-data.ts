import { join } from 'node:path';
import { DamagedDatabase } from '../data/database-failure';
import type { OpenDatabase } from '../data/database';
import { openDatabase } from '../data/open-database';
import { openPhotoStore, type PhotoStore } from '../data/photo-store';
import { DATABASE_FILE, foldersLackDatabase, PHOTOS_FOLDER, setAside } from '../data/set-aside';

export interface AppData {
  readonly database: OpenDatabase;
  readonly store: PhotoStore;
}

export interface OpenDataOptions {
  readonly dataFolder: string;
  readonly now: () => Date;
  /** Asks whether to set a damaged database aside and start with an empty one. */
  readonly mayStartEmpty: (damage: DamagedDatabase) => boolean;
  readonly log: (line: string) => void;
}

/**
 * Opens the database and the photo store. A damaged database stays as it is, unless the reader chose to
 * start with an empty one: then it moves aside, together with its photos.
 * @throws MaculeError `database`.
 */
export async function openData(options: OpenDataOptions): Promise<AppData> {
  const { dataFolder, now, mayStartEmpty, log } = options;
  const stamp = now().toISOString();
  if (foldersLackDatabase(dataFolder)) {
    setAside(dataFolder, stamp);
    log('files without a database were set aside');
  }
  const file = join(dataFolder, DATABASE_FILE);
  const database = openOr(file, (damage) => {
    if (!mayStartEmpty(damage)) throw damage;
    setAside(dataFolder, stamp);
    log('a damaged database was set aside');
  });
  return { database, store: await openPhotoStore(join(dataFolder, PHOTOS_FOLDER)) };
}

/** Opens the database; a damaged one is opened once more after `onDamage` has dealt with it. */
function openOr(file: string, onDamage: (damage: DamagedDatabase) => void): OpenDatabase {
  try {
    return openDatabase(file);
  } catch (thrown) {
    if (!(thrown instanceof DamagedDatabase)) throw thrown;
    onDamage(thrown);
    return openDatabase(file);
  }
}
