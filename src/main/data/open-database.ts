import { DamagedDatabase } from './database-failure';
import { connect, type DatabaseKey, type OpenDatabase, type ReadableDatabase } from './database';
import { migrate, type Migration } from './migrate';
import { MIGRATIONS } from './migrations/all';

/** When a database is checked whole: while it is opened, or later by somebody else. */
export type IntegrityCheck = 'now' | 'later';

/**
 * Opens the database, checks that it is sound, and brings its tables up to date.
 * @param file path, or `:memory:`.
 * @param key null for a database that is not sealed.
 * @throws DamagedDatabase, MaculeError `database` for one that a newer Macule wrote. The file stays as it is.
 */
export function openDatabase(
  file: string,
  migrations: readonly Migration[] = MIGRATIONS,
  key: DatabaseKey | null = null,
  check: IntegrityCheck = 'now',
): OpenDatabase {
  const database = connect(file, key);
  try {
    if (check === 'now') checkIntegrity(database);
    migrate(database, migrations);
    return database;
  } catch (thrown) {
    database.close();
    throw thrown;
  }
}

function checkIntegrity(database: ReadableDatabase): void {
  const problems = database.all('PRAGMA quick_check(1)') as readonly { quick_check: string }[];
  const [first] = problems;
  if (first?.quick_check !== 'ok') throw new DamagedDatabase(first?.quick_check);
  const orphans = database.all('PRAGMA foreign_key_check');
  if (orphans.length > 0) throw new DamagedDatabase(`${orphans.length} rows refer to missing rows`);
}
