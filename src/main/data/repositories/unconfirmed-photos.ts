import { z } from 'zod';
import { LESION_TYPES, lesionTypeSchema, type LesionType } from '../../../shared/clinical/lesion';
import type { ReadableDatabase } from '../database';

/** A photo that may teach a model once its lesion map is confirmed. */
export interface CandidatePhoto {
  readonly photoId: string;
  /** Fitzpatrick type of the patient, 1–6; null where it was not entered. */
  readonly skinType: number | null;
}

const candidateRow = z
  .object({ id: z.string(), skin_type: z.number().nullable() })
  .transform(({ id, skin_type: skinType }): CandidatePhoto => ({ photoId: id, skinType }));

/** Analysed photos of patients who agree to AI training whose map nobody has confirmed, newest import first. */
export const listCandidatePhotos = (database: ReadableDatabase, limit: number): readonly CandidatePhoto[] =>
  z.array(candidateRow).parse(
    database.all(
      `SELECT photos.id, patients.skin_type FROM photos
       JOIN photographs ON photographs.id = photos.id
       JOIN visits ON visits.id = photographs.visit_id
       JOIN patients ON patients.id = visits.patient_id
       WHERE photos.removed_at IS NULL AND visits.removed_at IS NULL AND patients.removed_at IS NULL
         AND EXISTS (SELECT 1 FROM json_each(photographs.consents) WHERE value = 'ai-training')
         AND NOT EXISTS (SELECT 1 FROM confirmed_maps WHERE confirmed_maps.id = photos.id)
         AND EXISTS (SELECT 1 FROM analyses WHERE analyses.photo_id = photos.id)
       ORDER BY photos.sequence DESC LIMIT :limit`,
      { limit },
    ),
  );

/** Lesions that count on confirmed maps, by type; those of unsure type are left out. */
export function countConfirmedLesions(database: ReadableDatabase): Readonly<Record<LesionType, number>> {
  const found = z.array(z.object({ type: lesionTypeSchema, count: z.number() })).parse(
    database.all(
      `SELECT lesion_marks.type, count(*) AS count FROM lesion_marks
       JOIN confirmed_maps ON confirmed_maps.id = lesion_marks.photo_id
       WHERE lesion_marks.verdict <> 'rejected' AND lesion_marks.type <> 'inflammatory' GROUP BY lesion_marks.type`,
    ),
  );
  const counts = new Map(found.map(({ type, count }) => [type, count]));
  return Object.fromEntries(LESION_TYPES.map((type) => [type, counts.get(type) ?? 0])) as Record<
    LesionType,
    number
  >;
}
