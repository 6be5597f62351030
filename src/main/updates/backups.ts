import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { WritableDatabase } from '../data/database';

/** Name inside the data folder. */
export const BACKUPS_FOLDER = 'backups';

/** Backups kept; older ones go once a version has started well. */
export const BACKUPS_KEPT = 3;

const BACKUP_NAME = /^before-.+-\d{8}T\d{9}Z\.db$/;
const PARTIAL = '.partial';

/** @returns the names of the backups, oldest first. */
export function listBackups(dataFolder: string): readonly string[] {
  const folder = join(dataFolder, BACKUPS_FOLDER);
  try {
    return readdirSync(folder)
      .filter((name) => BACKUP_NAME.test(name))
      .sort((a, b) => timeIn(a).localeCompare(timeIn(b), 'en'));
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw thrown;
  }
}

/**
 * Copies the database as it is, compacted and in one file, into the folder of backups; it appears whole or not at all.
 * @param version that is about to open the database for the first time.
 * @returns the name of the backup.
 * @throws MaculeError `no-space`, `database`.
 */
export function backUp(database: WritableDatabase, dataFolder: string, version: string, now: Date): string {
  const folder = join(dataFolder, BACKUPS_FOLDER);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const name = `before-${version}-${now.toISOString().replaceAll(/[-:.]/g, '')}.db`;
  const partial = join(folder, `${name}${PARTIAL}`);
  try {
    database.run('VACUUM INTO :file', { file: partial });
    renameSync(partial, join(folder, name));
  } finally {
    rmSync(partial, { force: true });
  }
  return name;
}

/** Deletes all but the newest backups, and what killed backups have left. */
export function pruneBackups(dataFolder: string): void {
  const folder = join(dataFolder, BACKUPS_FOLDER);
  const backups = listBackups(dataFolder);
  const left = backups.length === 0 ? [] : readdirSync(folder).filter((name) => name.endsWith(PARTIAL));
  for (const name of [...backups.slice(0, -BACKUPS_KEPT), ...left])
    rmSync(join(folder, name), { force: true });
}

const timeIn = (name: string): string => name.slice(name.lastIndexOf('-') + 1);
