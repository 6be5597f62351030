import { z } from 'zod';
import {
  CONSENT_SCOPES,
  consentScopeSchema,
  MAKE_UP_STATES,
  photoViewSchema,
  UNDESCRIBED_PHOTOGRAPH,
  type ConsentScope,
  type PhotographDetails,
} from '../../../shared/record/photograph';
import type { ReadableDatabase } from '../database';
import type { Edit } from '../journal/journal';

/** What is known of a photo besides its pixels. */
export interface StoredPhotograph extends PhotographDetails {
  readonly photoId: string;
  /** Null while the photo belongs to nobody. */
  readonly visitId: string | null;
  readonly consents: readonly ConsentScope[];
}

const row = z
  .object({
    id: z.string(),
    visit_id: z.string().nullable(),
    view: photoViewSchema.nullable(),
    distance_cm: z.number().nullable(),
    device: z.string(),
    lighting: z.string(),
    make_up: z.enum(MAKE_UP_STATES).nullable(),
    operator: z.string(),
    millimetres_per_pixel: z.number().nullable(),
    consents: z
      .string()
      .transform((text): unknown => JSON.parse(text))
      .pipe(z.array(consentScopeSchema)),
  })
  .transform((photograph): StoredPhotograph => ({
    photoId: photograph.id,
    visitId: photograph.visit_id,
    view: photograph.view,
    distanceCm: photograph.distance_cm,
    device: photograph.device,
    lighting: photograph.lighting,
    makeUp: photograph.make_up,
    operator: photograph.operator,
    millimetresPerPixel: photograph.millimetres_per_pixel,
    consents: photograph.consents,
  }));

/** What is known of a photo; nothing at first, and no consent to anything. */
export const photographOf = (database: ReadableDatabase, photoId: string): StoredPhotograph =>
  row.parse(database.one('SELECT * FROM photographs WHERE id = :photoId', { photoId }) ?? blank(photoId));

/** Photographs of a visit, in the order they were assigned. */
export const listPhotographs = (database: ReadableDatabase, visitId: string): readonly StoredPhotograph[] =>
  z.array(row).parse(
    database.all(
      `SELECT photographs.* FROM photographs JOIN photos USING (id)
       WHERE visit_id = :visitId AND photos.removed_at IS NULL ORDER BY photographs.sequence`,
      { visitId },
    ),
  );

const blank = (id: string) => ({
  ...UNDESCRIBED_PHOTOGRAPH,
  ...{ id, visit_id: null, distance_cm: null, make_up: null, millimetres_per_pixel: null, consents: '[]' },
});

/** A visit, or everything of a patient. */
export type WholeOf = { readonly visitId: string } | { readonly patientId: string };

/** Photos of a visit or patient that are removed, alone or with their visit, and can come back. */
export const removedPhotographs = (database: ReadableDatabase, of: WholeOf): readonly string[] =>
  z
    .array(z.object({ id: z.string() }))
    .parse(
      database.all(
        `SELECT photographs.id FROM photographs
         JOIN photos ON photos.id = photographs.id
         JOIN visits ON visits.id = photographs.visit_id
         WHERE (visits.id = :visitId OR visits.patient_id = :patientId)
           AND (photos.removed_at IS NOT NULL OR visits.removed_at IS NOT NULL)`,
        { visitId: null, patientId: null, ...of },
      ),
    )
    .map(({ id }) => id);

/** Writes what is known of a photo as part of an action. */
export function savePhotograph(edit: Edit, photograph: StoredPhotograph): void {
  const { photoId, visitId, view, distanceCm, device, lighting, makeUp, operator } = photograph;
  edit('photographs', photoId, {
    ...{ view, device, lighting, operator },
    visit_id: visitId,
    distance_cm: distanceCm,
    make_up: makeUp,
    millimetres_per_pixel: photograph.millimetresPerPixel,
    // In one order, so that giving the same scopes again is no change.
    consents: JSON.stringify(CONSENT_SCOPES.filter((scope) => photograph.consents.includes(scope))),
  });
}
