import Database from 'better-sqlite3';
import { databaseFailure } from './database-failure';
import { compiledSqlite } from './native-sqlite';

export type SqlValue = string | number | null;
export type SqlParameters = Readonly<Record<string, SqlValue>>;

/** A database that a function may only read. Rows are unknown until a repository has parsed them. */
export interface ReadableDatabase {
  /** First row, or undefined. Parameters are named: `:id` in the SQL is `id` in the record. */
  one(sql: string, parameters?: SqlParameters): unknown;
  all(sql: string, parameters?: SqlParameters): readonly unknown[];
}

/** A database that a function may also change. */
export interface WritableDatabase extends ReadableDatabase {
  /** @returns how many rows changed. */
  run(sql: string, parameters?: SqlParameters): number;
  /** Runs statements without parameters. */
  script(sql: string): void;
  /** All of `work` or nothing of it; nests. `work` is synchronous. */
  transaction<T>(work: () => T): T;
}

export interface OpenDatabase extends WritableDatabase {
  close(): void;
}

/** Compiled statements kept: the app has about a hundred, all known beforehand. */
const MOST_STATEMENTS = 500;

/**
 * The connection itself, with the settings every Macule database has. SQLite's errors leave as
 * `MaculeError`s of kind `database` or `no-space`.
 * @param file path of the database, or `:memory:`.
 */
export function connect(file: string): OpenDatabase {
  const connection = guard(() => {
    const nativeBinding = compiledSqlite();
    const opened = new Database(file, nativeBinding === undefined ? {} : { nativeBinding });
    try {
      opened.pragma('journal_mode = WAL');
      opened.pragma('synchronous = FULL');
      opened.pragma('foreign_keys = ON');
      // Removed patients' rows are overwritten, not merely unlinked.
      opened.pragma('secure_delete = ON');
      opened.pragma('trusted_schema = OFF');
      return opened;
    } catch (thrown) {
      opened.close();
      throw thrown;
    }
  });
  // Compiling a statement costs more than most of them do.
  const compiled = new Map<string, Database.Statement>();
  const statement = (sql: string): Database.Statement => {
    const known = compiled.get(sql);
    if (known) return known;
    if (compiled.size >= MOST_STATEMENTS) compiled.clear();
    const made = connection.prepare(sql);
    compiled.set(sql, made);
    return made;
  };
  return {
    one: (sql, parameters = {}) => guard(() => statement(sql).get(parameters)),
    all: (sql, parameters = {}) => guard(() => statement(sql).all(parameters)),
    run: (sql, parameters = {}) => guard(() => statement(sql).run(parameters).changes),
    script: (sql) => guard(() => void connection.exec(sql)),
    transaction: (work) => guard(() => connection.transaction(work).immediate()),
    close: () => guard(() => void connection.close()),
  };
}

function guard<T>(work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    if (thrown instanceof Database.SqliteError) throw databaseFailure(thrown);
    throw thrown;
  }
}
