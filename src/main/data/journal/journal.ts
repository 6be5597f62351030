import { z } from 'zod';
import type { ReadableDatabase, WritableDatabase } from '../database';
import { RECORD_COLUMNS, recordRowSchema, type RecordRow, type RecordTable } from './record-tables';

/** One thing that a person did, which may change several rows and is undone as a whole. */
export interface Action {
  /** For "Undo …": what was done, in a few words. */
  readonly title: string;
  /** ISO 8601. */
  readonly at: string;
}

/** Changes one row; null removes it for good. */
export type Edit = (table: RecordTable, id: string, next: RecordRow | null) => void;

/**
 * Runs an action: all its edits or none. What it changes is in the journal, and what had been undone before can't be
 * redone any more.
 * @returns its number, or null where it changed nothing.
 */
export function act(
  database: WritableDatabase,
  { title, at }: Action,
  work: (edit: Edit) => void,
): number | null {
  return database.transaction(() => {
    const action = nextAction(database);
    let edits = 0;
    work((table, id, next) => {
      const before = readRow(database, table, id);
      const after = next && complete(table, next);
      if (JSON.stringify(before) === JSON.stringify(after)) return;
      writeRow(database, table, id, after);
      database.run(
        `INSERT INTO edits (action, title, at, record, record_id, before, after)
         VALUES (:action, :title, :at, :table, :id, :before, :after)`,
        { action, title, at, table, id, before: asJson(before), after: asJson(after) },
      );
      edits += 1;
    });
    if (edits === 0) return null;
    database.run('DELETE FROM edits WHERE undone = 1');
    return action;
  });
}

const nextAction = (database: ReadableDatabase): number =>
  z.object({ next: z.number() }).parse(database.one('SELECT coalesce(max(action), 0) + 1 AS next FROM edits'))
    .next;

const asJson = (row: RecordRow | null): string | null => (row === null ? null : JSON.stringify(row));

/** Every column in the table's order, so that equal rows are equal text; absent ones are NULL. */
const complete = (table: RecordTable, row: RecordRow): RecordRow =>
  Object.fromEntries(RECORD_COLUMNS[table].map((column) => [column, row[column] ?? null]));

/** A row as it is; null where there is none. */
export function readRow(database: ReadableDatabase, table: RecordTable, id: string): RecordRow | null {
  const columns = RECORD_COLUMNS[table].join(', ');
  const found = database.one(`SELECT ${columns} FROM ${table} WHERE id = :id`, { id });
  return found === undefined ? null : recordRowSchema.parse(found);
}

/** Writes a row without a word in the journal: for {@link act} and for undoing. */
export function writeRow(
  database: WritableDatabase,
  table: RecordTable,
  id: string,
  row: RecordRow | null,
): void {
  if (row === null) {
    database.run(`DELETE FROM ${table} WHERE id = :id`, { id });
    return;
  }
  const columns = RECORD_COLUMNS[table];
  database.run(
    `INSERT INTO ${table} (id, ${columns.join(', ')})
     VALUES (:id, ${columns.map((column) => `:${column}`).join(', ')})
     ON CONFLICT (id) DO UPDATE SET ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`,
    { id, ...complete(table, row) },
  );
}
