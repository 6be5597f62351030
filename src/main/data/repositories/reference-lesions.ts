import { z } from 'zod';
import { lesionTypeSchema, type ReferenceLesion } from '../../../shared/clinical/lesion';
import type { PhotoDetail } from '../../../shared/photo/photo';
import type { ReadableDatabase, WritableDatabase } from '../database';

const row = z
  .object({
    id: z.string(),
    label: z.string(),
    type: lesionTypeSchema.nullable(),
    x: z.number(),
    y: z.number(),
    width: z.number(),
    height: z.number(),
  })
  .transform(({ id, label, type, ...box }) => ({ id, label, type, box }));

/** Stores the labels that came with a photo. Part of the caller's transaction. */
export function insertReferenceLesions(
  database: WritableDatabase,
  photoId: string,
  lesions: readonly ReferenceLesion[],
  newId: () => string,
): void {
  for (const { label, type, box } of lesions) {
    database.run(
      `INSERT INTO reference_lesions (id, photo_id, label, type, x, y, width, height)
       VALUES (:id, :photoId, :label, :type, :x, :y, :width, :height)`,
      { id: newId(), photoId, label, type, ...box },
    );
  }
}

/** Labels of a photo in the order they came in. */
export const listReferenceLesions = (database: ReadableDatabase, photoId: string): PhotoDetail['reference'] =>
  z
    .array(row)
    .parse(
      database.all('SELECT * FROM reference_lesions WHERE photo_id = :photoId ORDER BY rowid', { photoId }),
    );
