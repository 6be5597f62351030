import Database from 'better-sqlite3';
import { databaseFailure } from './database-failure';
import { compiledSqlite } from './native-sqlite';

export type SqlValue = string | number | Uint8Array | null;
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

/** A key of 32 bytes, by which SQLite3 Multiple Ciphers seals every page with ChaCha20-Poly1305. */
export type DatabaseKey = Uint8Array;

/** Compiled statements kept: the app has about a hundred, all known beforehand. */
const MOST_STATEMENTS = 500;

/**
 * The connection itself, with the settings every Macule database has. SQLite's errors leave as
 * `MaculeError`s of kind `database` or `no-space`.
 * @param file path of the database, or `:memory:`.
 * @param key null for a database that is not sealed.
 */
export function connect(file: string, key: DatabaseKey | null = null): OpenDatabase {
  const connection = guard(() => {
    const opened = openPlainOrSealed(file, key);
    try {
      // Temporary files are the one thing that is not sealed.
      opened.pragma('temp_store = MEMORY');
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

/**
 * Seals a closed database by another key, in place. Only for a copy that nothing depends on yet.
 * @param from null where it is not sealed.
 */
export function changeDatabaseKey(file: string, from: DatabaseKey | null, to: DatabaseKey): void {
  guard(() => {
    const opened = openPlainOrSealed(file, from);
    try {
      opened.pragma(`rekey = "${rawKey(to)}"`);
    } finally {
      opened.close();
    }
  });
}

function openPlainOrSealed(file: string, key: DatabaseKey | null): Database.Database {
  const nativeBinding = compiledSqlite();
  const opened = new Database(file, nativeBinding === undefined ? {} : { nativeBinding });
  opened.pragma(`cipher = 'chacha20'`);
  if (key !== null) opened.pragma(`key = "${rawKey(key)}"`);
  return opened;
}

/** As the cipher takes a key that is no passphrase. */
const rawKey = (key: DatabaseKey): string => `raw:${Buffer.from(key).toString('hex')}`;

function guard<T>(work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    if (thrown instanceof Database.SqliteError) throw databaseFailure(thrown);
    throw thrown;
  }
}
