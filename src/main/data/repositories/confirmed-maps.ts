import { z } from 'zod';
import type { ReadableDatabase } from '../database';
import type { Edit } from '../journal/journal';

/** A clinician's word that everything on a photo is marked. */
export interface ConfirmedMap {
  /** ISO 8601. */
  readonly confirmedAt: string;
  /** Of the weights whose lesions the clinician looked through, hexadecimal. */
  readonly modelSha256: string;
}

const row = z
  .object({ confirmed_at: z.string(), model_sha256: z.string() })
  .transform((found): ConfirmedMap => ({
    confirmedAt: found.confirmed_at,
    modelSha256: found.model_sha256,
  }));

/** Null while nobody has said that the photo's map is complete. */
export const findConfirmedMap = (database: ReadableDatabase, photoId: string): ConfirmedMap | null =>
  row.nullable().parse(database.one('SELECT * FROM confirmed_maps WHERE id = :photoId', { photoId }) ?? null);

/** Writes a confirmation as part of an action, or takes it back (null). */
export function saveConfirmedMap(edit: Edit, photoId: string, confirmed: ConfirmedMap | null): void {
  edit(
    'confirmed_maps',
    photoId,
    confirmed && { confirmed_at: confirmed.confirmedAt, model_sha256: confirmed.modelSha256 },
  );
}
