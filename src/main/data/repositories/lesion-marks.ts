import { z } from 'zod';
import { statedTypeSchema } from '../../../shared/clinical/stated-type';
import { bodyRegionSchema } from '../../../shared/clinical/region';
import {
  judgedDetectionSchema,
  markVerdictSchema,
  type LesionMark,
} from '../../../shared/lesion-marks/lesion-mark';
import type { ReadableDatabase } from '../database';
import type { Edit } from '../journal/journal';

const row = z
  .object({
    id: z.string(),
    photo_id: z.string(),
    type: statedTypeSchema.nullable(),
    x: z.number(),
    y: z.number(),
    width: z.number(),
    height: z.number(),
    region: bodyRegionSchema.nullable(),
    verdict: markVerdictSchema,
    detected: z
      .string()
      .transform((text): unknown => JSON.parse(text))
      .pipe(judgedDetectionSchema)
      .nullable(),
  })
  .transform(({ photo_id: photoId, id, type, region, verdict, detected, ...box }) => ({
    photoId,
    mark: { id, type, box, region, verdict, detected } satisfies LesionMark,
  }));

/** The clinician's layer of a photo, in the order it was marked. */
export const listLesionMarks = (database: ReadableDatabase, photoId: string): readonly LesionMark[] =>
  z
    .array(row)
    .parse(
      database.all('SELECT * FROM lesion_marks WHERE photo_id = :photoId ORDER BY sequence', { photoId }),
    )
    .map(({ mark }) => mark);

/** The photo that a mark is on; null where there is no such mark. */
export const photoOfMark = (database: ReadableDatabase, id: string): string | null =>
  row.nullable().parse(database.one('SELECT * FROM lesion_marks WHERE id = :id', { id }) ?? null)?.photoId ??
  null;

/** Those of the photos that somebody marked. */
export const markedPhotos = (database: ReadableDatabase, photoIds: readonly string[]): ReadonlySet<string> =>
  new Set(
    z
      .array(z.object({ photo_id: z.string() }))
      .parse(
        database.all(
          `SELECT DISTINCT photo_id FROM lesion_marks WHERE photo_id IN (SELECT value FROM json_each(:ids))`,
          { ids: JSON.stringify(photoIds) },
        ),
      )
      .map(({ photo_id: photoId }) => photoId),
  );

/** Those of a patient's photos that somebody marked. */
export const markedPhotosOfPatient = (database: ReadableDatabase, patientId: string): readonly string[] =>
  z
    .array(z.object({ photo_id: z.string() }))
    .parse(
      database.all(
        `SELECT DISTINCT lesion_marks.photo_id FROM visits
         JOIN photographs ON photographs.visit_id = visits.id
         JOIN lesion_marks ON lesion_marks.photo_id = photographs.id
         WHERE visits.patient_id = :patientId AND visits.removed_at IS NULL`,
        { patientId },
      ),
    )
    .map(({ photo_id: photoId }) => photoId);

/** Writes a mark as part of an action. */
export function saveLesionMark(edit: Edit, photoId: string, mark: LesionMark, changedAt: string): void {
  const { id, type, box, region, verdict, detected } = mark;
  edit('lesion_marks', id, {
    ...{ type, region, verdict },
    ...{ x: box.x, y: box.y, width: box.width, height: box.height },
    photo_id: photoId,
    detected: detected && JSON.stringify(detected),
    changed_at: changedAt,
  });
}
