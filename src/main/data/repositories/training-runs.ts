import { z } from 'zod';
import { failureSchema, type Failure } from '../../../shared/errors';
import { trainingOrderSchema } from '../../../shared/training/recipe';
import {
  bestEpochSchema,
  endReasonSchema,
  type BestEpoch,
  type EndReason,
} from '../../../shared/training/run-summary';
import type { ReadableDatabase, WritableDatabase } from '../database';

/** What was ordered, without what is decided at each start. */
export const keptOrderSchema = trainingOrderSchema.omit({ outFolder: true, resume: true });
export type KeptOrder = Readonly<z.infer<typeof keptOrderSchema>>;

const keptStateSchema = z.enum([
  'queued',
  'running',
  'paused',
  'interrupted',
  'finished',
  'stopped',
  'failed',
]);
export type KeptState = z.infer<typeof keptStateSchema>;

/** What changes while a run goes on. */
export interface KeptCourse {
  readonly state: KeptState;
  readonly endedAt: string | null;
  readonly reason: EndReason | null;
  readonly failure: Failure | null;
  readonly epoch: number;
  readonly epochs: number | null;
  /** Of training up to the last epoch. */
  readonly seconds: number;
  readonly best: BestEpoch | null;
}

/** A training run as stored. Times are ISO 8601. */
export interface StoredRun extends KeptCourse {
  readonly id: string;
  readonly name: string;
  readonly order: KeptOrder;
  readonly folder: string;
  readonly createdAt: string;
  readonly removed: boolean;
}

const json = <T extends z.ZodType>(schema: T) =>
  z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(schema);

const row = z
  .object({
    id: z.string(),
    name: z.string(),
    ordered: json(keptOrderSchema),
    folder: z.string(),
    state: keptStateSchema,
    created_at: z.string(),
    ended_at: z.string().nullable(),
    reason: endReasonSchema.nullable(),
    failure: json(failureSchema).nullable(),
    epoch: z.number(),
    epochs: z.number().nullable(),
    seconds: z.number(),
    best: json(bestEpochSchema).nullable(),
    removed_at: z.string().nullable(),
  })
  .transform((found): StoredRun => ({
    id: found.id,
    name: found.name,
    order: found.ordered,
    folder: found.folder,
    state: found.state,
    createdAt: found.created_at,
    endedAt: found.ended_at,
    reason: found.reason,
    failure: found.failure,
    epoch: found.epoch,
    epochs: found.epochs,
    seconds: found.seconds,
    best: found.best,
    removed: found.removed_at !== null,
  }));

/** Adds a run that waits for its turn. */
export function insertRun(
  database: WritableDatabase,
  run: Pick<StoredRun, 'id' | 'name' | 'order' | 'folder' | 'createdAt'>,
): void {
  const { id, name, order, folder, createdAt } = run;
  database.run(
    `INSERT INTO training_runs (id, name, model, ordered, folder, state, created_at)
     VALUES (:id, :name, :model, :ordered, :folder, 'queued', :createdAt)`,
    { id, name, model: order.model, ordered: JSON.stringify(order), folder, createdAt },
  );
}

/** Changes those fields of a run's course that are named. */
export function updateRun(database: WritableDatabase, id: string, change: Partial<KeptCourse>): void {
  database.transaction(() => {
    const before = findRun(database, id);
    if (!before) return;
    const { state, endedAt, reason, failure, epoch, epochs, seconds, best } = { ...before, ...change };
    database.run(
      `UPDATE training_runs SET state = :state, ended_at = :endedAt, reason = :reason, failure = :failure,
         epoch = :epoch, epochs = :epochs, seconds = :seconds, best = :best WHERE id = :id`,
      {
        id,
        state,
        endedAt,
        reason,
        failure: failure && JSON.stringify(failure),
        epoch,
        epochs,
        seconds,
        best: best && JSON.stringify(best),
      },
    );
  });
}

/** Runs in the list, newest first. */
export const listRuns = (database: ReadableDatabase): readonly StoredRun[] =>
  z
    .array(row)
    .parse(database.all('SELECT * FROM training_runs WHERE removed_at IS NULL ORDER BY sequence DESC'));

/** A run by id, removed ones included; null where there is none. */
export const findRun = (database: ReadableDatabase, id: string): StoredRun | null =>
  row.nullable().parse(database.one('SELECT * FROM training_runs WHERE id = :id', { id }) ?? null);

/** Runs that were going on or waiting when the app ended become `interrupted`. @returns how many. */
export const markInterrupted = (database: WritableDatabase): number =>
  database.run("UPDATE training_runs SET state = 'interrupted' WHERE state IN ('queued', 'running')");

/** @returns false where the run was not in the list. */
export const markRunRemoved = (database: WritableDatabase, id: string, removedAt: string): boolean =>
  database.run('UPDATE training_runs SET removed_at = :removedAt WHERE id = :id AND removed_at IS NULL', {
    id,
    removedAt,
  }) > 0;

/** @returns false where the run was not removed. */
export const markRunRestored = (database: WritableDatabase, id: string): boolean =>
  database.run('UPDATE training_runs SET removed_at = NULL WHERE id = :id AND removed_at IS NOT NULL', {
    id,
  }) > 0;

/** Folder names of every run that has a row, removed ones included. */
export const listRunFolders = (database: ReadableDatabase): ReadonlySet<string> =>
  new Set(
    z
      .array(z.object({ folder: z.string() }))
      .parse(database.all('SELECT folder FROM training_runs'))
      .map(({ folder }) => folder),
  );

/** Deletes removed runs for good. Their folders are left to whoever sweeps. */
export const deleteRemovedRuns = (database: WritableDatabase): number =>
  database.run('DELETE FROM training_runs WHERE removed_at IS NOT NULL');
