import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { MaculeError } from '../../shared/errors';
import type { WritableDatabase } from '../data/database';
import { DATABASE_FILE } from '../data/set-aside';

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

/** Bytes that are copied at a time: progress is told between two pieces. */
const PIECE = 4 * 1024 * 1024;

/** @param total bytes of the database. */
export type BackupProgress = (done: number, total: number) => void;

/**
 * Copies the database as it is, sealed, into the folder of backups; it appears whole or not at all.
 * @param database the database, to which nobody else writes meanwhile.
 * @param version that is about to open the database for the first time.
 * @returns the name of the backup.
 * @throws MaculeError `no-space`, `database`.
 */
export async function backUp(
  database: WritableDatabase,
  dataFolder: string,
  version: string,
  now: Date,
  onProgress: BackupProgress = () => undefined,
): Promise<string> {
  const folder = join(dataFolder, BACKUPS_FOLDER);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const name = `before-${version}-${now.toISOString().replaceAll(/[-:.]/g, '')}.db`;
  const partial = join(folder, `${name}${PARTIAL}`);
  // Everything that was acknowledged stands in the one file then.
  database.one('PRAGMA wal_checkpoint(TRUNCATE)');
  try {
    await copyInPieces(join(dataFolder, DATABASE_FILE), partial, onProgress);
    renameSync(partial, join(folder, name));
  } catch (thrown) {
    throw (thrown as NodeJS.ErrnoException).code === 'ENOSPC' ? noRoom(thrown) : thrown;
  } finally {
    rmSync(partial, { force: true });
  }
  return name;
}

async function copyInPieces(from: string, to: string, onProgress: BackupProgress): Promise<void> {
  const source = await open(from, 'r');
  try {
    const target = await open(to, 'w', 0o600);
    try {
      const { size } = await source.stat();
      const piece = Buffer.alloc(Math.min(PIECE, size));
      for (let done = 0; done < size;) {
        const { bytesRead } = await source.read(piece, 0, piece.length, done);
        if (bytesRead === 0) break;
        await target.writeFile(piece.subarray(0, bytesRead));
        done += bytesRead;
        onProgress(done, size);
      }
      await target.sync();
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

const noRoom = (cause: unknown): MaculeError =>
  new MaculeError(
    {
      kind: 'no-space',
      message: 'There is no room to back up the database before the new version opens it.',
      advice: 'Free some space and start Macule again. Nothing was changed.',
      retryable: true,
    },
    { cause },
  );

/** Deletes all but the newest backups, and what killed backups have left. */
export function pruneBackups(dataFolder: string): void {
  const folder = join(dataFolder, BACKUPS_FOLDER);
  const backups = listBackups(dataFolder);
  const left = backups.length === 0 ? [] : readdirSync(folder).filter((name) => name.endsWith(PARTIAL));
  for (const name of [...backups.slice(0, -BACKUPS_KEPT), ...left])
    rmSync(join(folder, name), { force: true });
}

const timeIn = (name: string): string => name.slice(name.lastIndexOf('-') + 1);
