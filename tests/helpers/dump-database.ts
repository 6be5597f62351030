import type { ReadableDatabase } from '../../src/main/data/database';

interface Entry {
  readonly type: string;
  readonly name: string;
  readonly sql: string;
}

/** What somebody wrote of the schema: without SQLite's own tables and those in which full-text search keeps its own. */
export function schemaOf(database: ReadableDatabase): readonly Entry[] {
  const all = database.all(
    `SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%' ORDER BY rowid`,
  ) as readonly Entry[];
  const searched = all.filter(({ sql }) => sql.startsWith('CREATE VIRTUAL TABLE')).map(({ name }) => name);
  return all.filter(({ name }) => !searched.some((table) => name.startsWith(`${table}_`)));
}

/** Rows of a table as SQL would write them, by column, in their own order. */
export function rowsOf(
  database: ReadableDatabase,
  table: string,
): readonly Readonly<Record<string, string>>[] {
  const columns = database.all(`SELECT name FROM pragma_table_info('${table}')`) as readonly {
    name: string;
  }[];
  const quoted = columns.map(({ name }) => `quote("${name}") AS "${name}"`).join(', ');
  return database.all(`SELECT ${quoted} FROM "${table}"`) as readonly Readonly<Record<string, string>>[];
}

/** Tables that hold rows of their own. */
export const tablesOf = (database: ReadableDatabase): readonly string[] =>
  schemaOf(database)
    .filter(({ type, sql }) => type === 'table' && !sql.startsWith('CREATE VIRTUAL'))
    .map(({ name }) => name);

/** A whole database as SQL: tables, then triggers and indexes, then rows, by which triggers fill what is searched. */
export function dumpDatabase(database: ReadableDatabase, number: number): string {
  const schema = schemaOf(database).map(({ sql }) => `${sql};`);
  const rows = tablesOf(database).flatMap((table) =>
    rowsOf(database, table).map((row) => {
      const columns = Object.keys(row).map((name) => `"${name}"`);
      return `INSERT INTO "${table}" (${columns.join(', ')}) VALUES (${Object.values(row).join(', ')});`;
    }),
  );
  return [...schema, ...rows, `PRAGMA user_version = ${number};`, ''].join('\n');
}
