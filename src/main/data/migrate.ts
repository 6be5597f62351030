import { MaculeError } from '../../shared/errors';
import type { ReadableDatabase, WritableDatabase } from './database';

/** One step of the schema. A step that users have is never edited; the next change is the next number. */
export interface Migration {
  readonly number: number;
  readonly sql: string;
}

/** Number of the last migration a database has had; 0 for an empty one. */
export const schemaNumber = (database: ReadableDatabase): number =>
  (database.one('PRAGMA user_version') as { user_version: number }).user_version;

/**
 * Applies the missing migrations, each in a transaction with its number.
 * @throws MaculeError `database` where the file comes from a newer Macule.
 */
export function migrate(database: WritableDatabase, migrations: readonly Migration[]): void {
  const present = schemaNumber(database);
  if (present > migrations.length) {
    throw new MaculeError({
      kind: 'database',
      message: 'The database was written by a newer version of Macule.',
      advice: 'Install the newest version of Macule. Nothing was changed.',
      retryable: false,
    });
  }
  migrations.forEach((migration, index) => {
    if (migration.number !== index + 1)
      throw new Error(`Migration ${migration.number} stands at ${index + 1}.`);
    if (migration.number <= present) return;
    database.transaction(() => {
      database.script(migration.sql);
      database.script(`PRAGMA user_version = ${migration.number}`);
    });
  });
}
