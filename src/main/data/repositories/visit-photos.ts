import { z } from 'zod';
import {
  countStated,
  statedType,
  type StatedCounts,
  type StatedType,
} from '../../../shared/clinical/stated-type';
import type { ReadableDatabase } from '../database';

const lesionRow = z.object({
  photo_id: z.string(),
  comedone: z.number().nullable(),
  nodule: z.number().nullable(),
  papule: z.number().nullable(),
  pustule: z.number().nullable(),
});

/**
 * Lesions by what is said of their type on every analysed photo of a patient, from each photo's newest analysis at the
 * model's operating threshold, by photo id.
 */
export function lesionCountsOfPatient(
  database: ReadableDatabase,
  patientId: string,
): ReadonlyMap<string, StatedCounts> {
  const rows = database.all(
    `SELECT analyses.photo_id, lesions.comedone, lesions.nodule, lesions.papule, lesions.pustule
     FROM visits
     JOIN photographs ON photographs.visit_id = visits.id
     JOIN analyses ON analyses.sequence =
       (SELECT max(sequence) FROM analyses AS newest WHERE newest.photo_id = photographs.id)
     LEFT JOIN lesions ON lesions.analysis = analyses.sequence AND lesions.score >= analyses.threshold
     WHERE visits.patient_id = :patientId AND visits.removed_at IS NULL`,
    { patientId },
  );
  const found = new Map<string, { readonly type: StatedType | null }[]>();
  for (const { photo_id: photoId, comedone, nodule, papule, pustule } of z.array(lesionRow).parse(rows)) {
    const types = found.get(photoId) ?? [];
    found.set(photoId, types);
    // A photo without lesions has one row of nulls.
    if (comedone === null || nodule === null || papule === null || pustule === null) continue;
    types.push({ type: statedType({ comedone, nodule, papule, pustule }) });
  }
  return new Map([...found].map(([photoId, types]) => [photoId, countStated(types)]));
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
