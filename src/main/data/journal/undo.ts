import { z } from 'zod';
import { MaculeError } from '../../../shared/errors';
import type { ReadableDatabase, WritableDatabase } from '../database';
import { readRow, writeRow } from './journal';
import { recordRowSchema, recordTableSchema, type RecordRow } from './record-tables';

const rowJson = z
  .string()
  .nullable()
  .transform((text): unknown => (text === null ? null : JSON.parse(text)))
  .pipe(recordRowSchema.nullable());

/** One row of an action: as it was before, and as the action left it; null where there was none. */
const editSchema = z.object({
  action: z.number(),
  title: z.string(),
  record: recordTableSchema,
  record_id: z.string(),
  before: rowJson,
  after: rowJson,
});
export type JournalEdit = Readonly<z.infer<typeof editSchema>>;

/** What {@link undo} or {@link redo} would do next. */
export interface Undoable {
  readonly action: number;
  readonly title: string;
}

const nextOf = (
  database: ReadableDatabase,
  which: 'max(action)' | 'min(action)',
  undone: 0 | 1,
): Undoable | null =>
  z
    .object({ action: z.number(), title: z.string() })
    .nullable()
    .parse(
      database.one(
        `SELECT action, title FROM edits
         WHERE action = (SELECT ${which} FROM edits WHERE undone = :undone) AND undone = :undone LIMIT 1`,
        { undone },
      ) ?? null,
    );

/** The action that {@link undo} takes back; null where there is none. */
export const nextUndo = (database: ReadableDatabase): Undoable | null => nextOf(database, 'max(action)', 0);
/** The action that {@link redo} does again; null where there is none. */
export const nextRedo = (database: ReadableDatabase): Undoable | null => nextOf(database, 'min(action)', 1);

/**
 * Takes back the last action that has not been taken back, all of it or nothing.
 * @param action takes back this one only, by its number.
 * @returns what it was, or null where there is none.
 * @throws MaculeError `invalid-input` where `action` is not the one that would be taken back, and where a row is not as
 *   the action left it; the action is then forgotten.
 */
export function undo(database: WritableDatabase, action?: number): Undoable | null {
  const next = nextUndo(database);
  if (action !== undefined && next?.action !== action) throw notTheLast((next?.action ?? 0) > action);
  return attempt(database, next, 'undo');
}

/** Does the action again that was taken back last. Throws as {@link undo}. */
export const redo = (database: WritableDatabase): Undoable | null =>
  attempt(database, nextRedo(database), 'redo');

/** What an action changed, in the order in which it did. */
export const editsOfAction = (database: ReadableDatabase, action: number): readonly JournalEdit[] =>
  z
    .array(editSchema)
    .parse(database.all('SELECT * FROM edits WHERE action = :action ORDER BY sequence', { action }));

/** Ids of the photos that an action removed or brought back. */
export const photosOf = (edits: readonly JournalEdit[]): readonly string[] =>
  edits.filter(({ record }) => record === 'photos').map(({ record_id: id }) => id);

/** Columns by which a row names the photos that it is about. */
const PHOTO_COLUMNS = ['photo_id', 'earlier_photo_id', 'later_photo_id', 'other_photo_id'] as const;

/** Ids of what an action was about, each once: of what was said on photos, the photos. */
export const recordsOf = (edits: readonly JournalEdit[]): readonly string[] => [
  ...new Set(
    edits.flatMap(({ record_id: id, before, after }) => {
      const row = after ?? before ?? {};
      const photos = PHOTO_COLUMNS.map((column) => row[column]).filter((photo) => typeof photo === 'string');
      return photos.length > 0 ? photos : [id];
    }),
  ),
];

type Way = 'undo' | 'redo';

function attempt(database: WritableDatabase, target: Undoable | null, way: Way): Undoable | null {
  if (!target) return null;
  if (database.transaction(() => step(database, target, way))) return target;
  // It would stand before everything else that could be undone.
  database.run('DELETE FROM edits WHERE action = :action', { action: target.action });
  throw changedSince(target.title);
}

/** @returns false, having changed nothing, where a row is not as the action left it. */
function step(database: WritableDatabase, target: Undoable, way: Way): boolean {
  const edits = editsOfAction(database, target.action);
  const steps = (way === 'undo' ? edits.toReversed() : edits).map(
    ({ record, record_id: id, before, after }) =>
      way === 'undo' ? { record, id, from: after, to: before } : { record, id, from: before, to: after },
  );
  if (!steps.every(({ record, id, from }) => sameRow(readRow(database, record, id), from))) return false;
  for (const { record, id, to } of steps) writeRow(database, record, id, to);
  database.run('UPDATE edits SET undone = :undone WHERE action = :action', {
    ...{ action: target.action, undone: way === 'undo' ? 1 : 0 },
  });
  return true;
}

const sameRow = (a: RecordRow | null, b: RecordRow | null): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

const notTheLast = (newer: boolean): MaculeError =>
  new MaculeError({
    kind: 'invalid-input',
    message: newer ? 'Something else was done since.' : 'It is taken back already.',
    ...(newer ? { advice: 'Ctrl+Z, or Cmd+Z on a Mac, goes back step by step.' } : {}),
    retryable: false,
  });

const changedSince = (title: string): MaculeError =>
  new MaculeError({
    kind: 'invalid-input',
    message: `“${title}” cannot be undone or done again: what it changed has changed since.`,
    advice: 'Make the change by hand. What was done before it can still be undone.',
    retryable: false,
  });
