import { join } from 'node:path';
import { DamagedDatabase } from '../data/database-failure';
import type { OpenDatabase } from '../data/database';
import { openLibraryDatabase, openLibraryPhotos, type Library } from '../data/library';
import { isCheckedAtOnce, trust } from '../data/integrity/when-checked';
import { DATABASE_FILE, foldersLackDatabase, setAside } from '../data/set-aside';
import type { FileKeys } from '../vault/sealed-file';

export interface OpenDataOptions {
  readonly dataFolder: string;
  readonly keys: FileKeys;
  readonly now: () => Date;
  /** Asks whether to set a damaged database aside and start with an empty one. */
  readonly mayStartEmpty: (damage: DamagedDatabase) => boolean;
  readonly log: (line: string) => void;
}

/** A library that is open. */
export interface OpenedData extends Library {
  /** Whether its database was checked whole; else that is still to be done. */
  readonly isChecked: boolean;
}

/**
 * Opens the database and the photo store. A damaged database stays as it is, unless the reader chose to
 * start with an empty one: then it moves aside, together with its photos.
 * @throws MaculeError `database`.
 */
export async function openData(options: OpenDataOptions): Promise<OpenedData> {
  const { dataFolder, keys, now, mayStartEmpty, log } = options;
  const stamp = now().toISOString();
  if (foldersLackDatabase(dataFolder)) {
    setAside(dataFolder, stamp);
    log('files without a database were set aside');
  }
  const file = join(dataFolder, DATABASE_FILE);
  const check = isCheckedAtOnce(file) ? 'now' : 'later';
  const open = (): OpenDatabase => openLibraryDatabase(dataFolder, keys, check);
  const database = openOr(open, (damage) => {
    if (!mayStartEmpty(damage)) throw damage;
    setAside(dataFolder, stamp);
    log('a damaged database was set aside');
  });
  if (check === 'now') trust(file);
  return { database, store: await openLibraryPhotos(dataFolder, keys), isChecked: check === 'now' };
}

/** Opens the database; a damaged one is opened once more after `onDamage` has dealt with it. */
function openOr(open: () => OpenDatabase, onDamage: (damage: DamagedDatabase) => void): OpenDatabase {
  try {
    return open();
  } catch (thrown) {
    if (!(thrown instanceof DamagedDatabase)) throw thrown;
    onDamage(thrown);
    return open();
  }
}
