import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { connect, type DatabaseKey } from '../data/database';
import { DamagedDatabase } from '../data/database-failure';
import { schemaNumber } from '../data/migrate';
import { MIGRATIONS } from '../data/migrations/all';
import { DATABASE_FILE } from '../data/set-aside';
import { backUp, BACKUPS_FOLDER, pruneBackups, type BackupProgress } from './backups';
import { readStartRecord, writeStartRecord } from './start-record';

/** A way back to the version before, while the new one has not started well yet. */
export interface WayBack {
  /** The version that started well before; null where that is not known. */
  readonly lastGood: string | null;
  /** File name in the folder of backups. */
  readonly backup: string;
  /** Whether the new version has failed to start before. */
  readonly failedBefore: boolean;
}

/**
 * To be called before the database is opened for work. The first time that a version meets a database, the database is
 * backed up, so that its migrations can be taken back.
 * @param key of the database.
 * @param onProgress told how far the backup is.
 * @returns the way back; null where there is nothing to go back to.
 * @throws MaculeError `no-space`, `database`: then the database was not touched, and must not be.
 */
export async function prepareStart(
  dataFolder: string,
  key: DatabaseKey,
  version: string,
  now: Date,
  onProgress?: BackupProgress,
): Promise<WayBack | null> {
  const { lastGood, trying } = readStartRecord(dataFolder);
  if (trying?.version === version) {
    // A second backup would be of what the failed start has made of the database.
    return trying.backup === null ? null : { lastGood, backup: trying.backup, failedBefore: true };
  }
  if (lastGood === version) return null;
  const backup = await backUpIfWorthwhile(dataFolder, key, version, now, onProgress);
  writeStartRecord(dataFolder, { lastGood, trying: { version, backup } });
  return backup === null ? null : { lastGood, backup, failedBefore: false };
}

/** To be called once the window is there: the way back is closed, old backups go. */
export function startedWell(dataFolder: string, version: string): void {
  const { lastGood, trying } = readStartRecord(dataFolder);
  if (lastGood === version && trying === null) return;
  writeStartRecord(dataFolder, { lastGood: version, trying: null });
  pruneBackups(dataFolder);
}

/**
 * Goes back: the backup becomes the database again, and what the new version made of it moves into a folder of its own.
 * The database must be closed. Photos stay: a version that has not started has brought none.
 * @returns the folder of what was set aside.
 */
export function goBack(dataFolder: string, { lastGood, backup }: WayBack, now: Date): string {
  const stamp = now.toISOString().replaceAll(/[^0-9A-Za-z]/g, '-');
  const aside = join(dataFolder, `set-aside-${stamp}`);
  const file = join(dataFolder, DATABASE_FILE);
  // Copied first: from here on, every step is a rename.
  const copy = `${file}.${process.pid}.partial`;
  copyFileSync(join(dataFolder, BACKUPS_FOLDER, backup), copy);
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  for (const suffix of ['-wal', '-shm', '']) {
    if (existsSync(`${file}${suffix}`))
      renameSync(`${file}${suffix}`, join(aside, `${DATABASE_FILE}${suffix}`));
  }
  renameSync(copy, file);
  writeStartRecord(dataFolder, { lastGood, trying: null });
  return aside;
}

async function backUpIfWorthwhile(
  dataFolder: string,
  key: DatabaseKey,
  version: string,
  now: Date,
  onProgress?: BackupProgress,
): Promise<string | null> {
  const file = join(dataFolder, DATABASE_FILE);
  if (!existsSync(file)) return null;
  try {
    const database = connect(file, key);
    try {
      const schema = schemaNumber(database);
      // 0 was never used; a newer one will be refused as it is.
      if (schema === 0 || schema > MIGRATIONS.length) return null;
      return await backUp(database, dataFolder, version, now, onProgress);
    } finally {
      database.close();
    }
  } catch (thrown) {
    // The reader is asked what to do with it when it is opened.
    if (thrown instanceof DamagedDatabase) return null;
    throw thrown;
  }
}
