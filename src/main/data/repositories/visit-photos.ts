import { z } from 'zod';
import type { LESION_TYPES } from '../../../shared/clinical/lesion';
import { lesionTypeSchema, type LesionCounts } from '../../../shared/clinical/lesion';
import type { ReadableDatabase } from '../database';

const countRow = z.object({
  photo_id: z.string(),
  type: lesionTypeSchema.nullable(),
  lesions: z.number(),
});

/**
 * Lesions by type of every analysed photo of a patient, from each photo's newest analysis at the model's operating
 * threshold, by photo id.
 */
export function lesionCountsOfPatient(
  database: ReadableDatabase,
  patientId: string,
): ReadonlyMap<string, LesionCounts> {
  const rows = database.all(
    `SELECT analyses.photo_id, lesions.type, count(lesions.id) AS lesions
     FROM visits
     JOIN photographs ON photographs.visit_id = visits.id
     JOIN analyses ON analyses.sequence =
       (SELECT max(sequence) FROM analyses AS newest WHERE newest.photo_id = photographs.id)
     LEFT JOIN lesions ON lesions.analysis = analyses.sequence AND lesions.score >= analyses.threshold
     WHERE visits.patient_id = :patientId AND visits.removed_at IS NULL
     GROUP BY analyses.photo_id, lesions.type`,
    { patientId },
  );
  const counts = new Map<string, Record<(typeof LESION_TYPES)[number], number>>();
  for (const { photo_id: photoId, type, lesions } of z.array(countRow).parse(rows)) {
    const known = counts.get(photoId) ?? { comedone: 0, nodule: 0, papule: 0, pustule: 0 };
    if (type) known[type] = lesions;
    counts.set(photoId, known);
  }
  return counts;
}

const listingRow = z.object({ patient_id: z.string(), visits: z.number(), last: z.string().nullable() });

/** Number of visits and day of the last one, by patient id, for patients that have any. */
export function visitsOfPatients(
  database: ReadableDatabase,
  patientIds: readonly string[],
): ReadonlyMap<string, { readonly count: number; readonly lastOn: string | null }> {
  const rows = database.all(
    `SELECT patient_id, count(*) AS visits, max(date) AS last FROM visits
     WHERE removed_at IS NULL AND patient_id IN (SELECT value FROM json_each(:ids)) GROUP BY patient_id`,
    { ids: JSON.stringify(patientIds) },
  );
  return new Map(
    z
      .array(listingRow)
      .parse(rows)
      .map(({ patient_id: id, visits, last }) => [id, { count: visits, lastOn: last }]),
  );
}

/** Ids of the photos in the gallery that belong to no visit of a patient, newest import first. */
export const unassignedPhotos = (database: ReadableDatabase): readonly string[] =>
  z
    .array(z.object({ id: z.string() }))
    .parse(
      database.all(
        `SELECT photos.id FROM photos
         LEFT JOIN photographs ON photographs.id = photos.id
         LEFT JOIN visits ON visits.id = photographs.visit_id AND visits.removed_at IS NULL
         LEFT JOIN patients ON patients.id = visits.patient_id AND patients.removed_at IS NULL
         WHERE photos.removed_at IS NULL AND patients.id IS NULL ORDER BY photos.sequence DESC`,
      ),
    )
    .map(({ id }) => id);
