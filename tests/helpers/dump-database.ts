import type { ReadableDatabase } from '../../src/main/data/database';

interface Entry {
  readonly type: string;
  readonly name: string;
  readonly sql: string;
}

/**
 * What somebody wrote of the schema, by name: without SQLite's own tables and those in which full-text search keeps its
 * own.
 */
export function schemaOf(database: ReadableDatabase): readonly Entry[] {
  const all = database.all(
    `SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%' ORDER BY name`,
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
  const names = [...(isSearched(database, table) ? ['rowid'] : []), ...columns.map(({ name }) => name)];
  const quoted = names.map((name) => `quote("${name}") AS "${name}"`).join(', ');
  return database.all(`SELECT ${quoted} FROM "${table}"`) as readonly Readonly<Record<string, string>>[];
}

export const tablesOf = (database: ReadableDatabase): readonly string[] =>
  schemaOf(database)
    .filter(({ type }) => type === 'table')
    .map(({ name }) => name);

const isSearched = (database: ReadableDatabase, table: string): boolean =>
  schemaOf(database).some(({ name, sql }) => name === table && sql.startsWith('CREATE VIRTUAL'));

/** A whole database as SQL: tables, rows, and then what would change rows that come. */
export function dumpDatabase(database: ReadableDatabase, number: number): string {
  const schema = schemaOf(database);
  const rows = tablesOf(database).flatMap((table) =>
    rowsOf(database, table).map((row) => {
      const columns = Object.keys(row).map((name) => `"${name}"`);
      return `INSERT INTO "${table}" (${columns.join(', ')}) VALUES (${Object.values(row).join(', ')});`;
    }),
  );
  const statements = (isTable: boolean): readonly string[] =>
    schema.filter(({ type }) => (type === 'table') === isTable).map(({ sql }) => `${sql};`);
  return [...statements(true), ...rows, ...statements(false), `PRAGMA user_version = ${number};`, ''].join(
    '\n',
  );
}
