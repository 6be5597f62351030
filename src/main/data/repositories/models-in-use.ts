import { z } from 'zod';
import type { ReadableDatabase, WritableDatabase } from '../database';

const row = z.object({ model_id: z.string().nullable() });

/** Name of the clinic's own model in use; null for the one that is shipped. */
export const modelInUse = (database: ReadableDatabase): string | null =>
  row
    .nullable()
    .parse(database.one('SELECT model_id FROM models_in_use ORDER BY sequence DESC LIMIT 1') ?? null)
    ?.model_id ?? null;

/** @param since ISO 8601. */
export function useModel(database: WritableDatabase, modelId: string | null, since: string): void {
  database.run('INSERT INTO models_in_use (model_id, since) VALUES (:modelId, :since)', { modelId, since });
}
