import { z } from 'zod';
import type { ReadableDatabase, WritableDatabase } from '../database';

/** An analysis still to be done. `attempts` counts how often it was begun. */
export interface PendingAnalysis {
  readonly photoId: string;
  readonly attempts: number;
}

/** Notes that a photo waits for its analysis; an earlier note keeps its place and starts counting anew. */
export function addPending(database: WritableDatabase, photoId: string): void {
  database.run(
    `INSERT INTO pending_analyses (photo_id) VALUES (:photoId)
     ON CONFLICT (photo_id) DO UPDATE SET attempts = 0`,
    { photoId },
  );
}

export function countAttempt(database: WritableDatabase, photoId: string): void {
  database.run('UPDATE pending_analyses SET attempts = attempts + 1 WHERE photo_id = :photoId', { photoId });
}

/** Takes back one {@link countAttempt}: the analysis was left in good order. */
export function uncountAttempt(database: WritableDatabase, photoId: string): void {
  database.run('UPDATE pending_analyses SET attempts = max(0, attempts - 1) WHERE photo_id = :photoId', {
    photoId,
  });
}

export function removePending(database: WritableDatabase, photoId: string): void {
  database.run('DELETE FROM pending_analyses WHERE photo_id = :photoId', { photoId });
}

const row = z
  .object({ photo_id: z.string(), attempts: z.number() })
  .transform((found): PendingAnalysis => ({ photoId: found.photo_id, attempts: found.attempts }));

/** Waiting photos of the gallery, in the order they were queued. */
export const listPending = (database: ReadableDatabase): readonly PendingAnalysis[] =>
  z.array(row).parse(
    database.all(
      `SELECT photo_id, attempts FROM pending_analyses JOIN photos ON photos.id = photo_id
       WHERE removed_at IS NULL ORDER BY pending_analyses.sequence`,
    ),
  );
