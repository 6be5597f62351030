import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { removeLeftParts } from '../../vault/remove-left-parts';
import type { OpenDatabase } from '../database';
import { DATABASE_FILE } from '../set-aside';

const PARTIAL = '.partial';
/** What SQLite writes, and what it writes beside it meanwhile. */
const ENDINGS = [PARTIAL, `${PARTIAL}-journal`];

/**
 * A copy of the database, beside the backup that it goes into, for as long as `use` takes. Each process has its own: two
 * may make the same backup at once. Those of killed ones go first.
 * @throws MaculeError `no-space`, `database`, and what `use` throws.
 */
export async function withSnapshot<T>(
  database: OpenDatabase,
  file: string,
  use: (snapshot: string) => Promise<T>,
): Promise<T> {
  await removeLeftSnapshots(file);
  // An earlier process may have had the same id.
  await removeOwn(file);
  try {
    const snapshot = ownName(file, PARTIAL);
    database.run('VACUUM INTO :snapshot', { snapshot });
    return await use(snapshot);
  } finally {
    await removeOwn(file);
  }
}

/** Removes the copies that killed processes have left beside a backup. */
export async function removeLeftSnapshots(file: string): Promise<void> {
  // Earlier versions named them after the database.
  for (const whole of [file, join(dirname(file), DATABASE_FILE)]) await removeLeftParts(whole, ENDINGS);
}

const ownName = (file: string, ending: string): string => `${file}.${process.pid}${ending}`;

async function removeOwn(file: string): Promise<void> {
  for (const ending of ENDINGS) await rm(ownName(file, ending), { force: true });
}
