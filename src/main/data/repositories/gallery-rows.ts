import { z } from 'zod';
import type { GroupRow } from '../../../shared/photo/gallery-row';
import { photoViewSchema, type PhotographDetails } from '../../../shared/record/photograph';
import type { ReadableDatabase } from '../database';
import type { Stretch } from './photos';

/** A row of the gallery by visits: a photo, or what stands above a group. */
export type ListedRow =
  GroupRow | { readonly kind: 'photo'; readonly photoId: string; readonly view: PhotographDetails['view'] };

const row = z
  .object({
    photo_id: z.string().nullable(),
    view: photoViewSchema.nullable(),
    visit_id: z.string().nullable(),
    patient_id: z.string().nullable(),
    name: z.string().nullable(),
    date: z.string().nullable(),
    members: z.number().nullable(),
  })
  .transform((found): ListedRow => {
    const { photo_id: photoId, view, visit_id: id, patient_id: patientId, name, date } = found;
    if (photoId !== null) return { kind: 'photo', photoId, view };
    const visit =
      id === null || patientId === null || name === null || date === null
        ? null
        : { id, patientId, patientName: name, date };
    return { kind: 'group', visit, photoCount: found.members ?? 0 };
  });

const ORDER = 'ORDER BY newest_first, visit, view, place';

/** A stretch of the gallery by visits. */
export const listGalleryRows = (database: ReadableDatabase, stretch: Stretch): readonly ListedRow[] =>
  z.array(row).parse(
    database.all(
      `SELECT photos.id AS photo_id, photographs.view, visits.id AS visit_id, patients.id AS patient_id, patients.name,
         visits.date, iif(page.photo IS NULL, (SELECT count(*) - 1 FROM gallery_rows AS group_rows
           WHERE group_rows.newest_first = page.newest_first AND group_rows.visit = page.visit), NULL) AS members
       FROM (SELECT * FROM gallery_rows ${ORDER} LIMIT :limit OFFSET :offset) AS page
       LEFT JOIN photos ON photos.sequence = page.photo
       LEFT JOIN photographs ON photographs.id = photos.id
       LEFT JOIN visits ON visits.sequence = -page.visit
       LEFT JOIN patients ON patients.id = visits.patient_id
       ORDER BY page.newest_first, page.visit, page.view, page.place`,
      { ...stretch },
    ),
  );

const number = z.object({ number: z.number().nullable() }).transform((found) => found.number);

/** Rows of the gallery by visits, groups among them. */
export const countGalleryRows = (database: ReadableDatabase): number =>
  number.parse(database.one('SELECT count(*) AS number FROM gallery_rows')) ?? 0;

const ROW_OF_PHOTO = `(SELECT newest_first, visit, view, place FROM gallery_rows
  WHERE photo = (SELECT sequence FROM photos WHERE id = :id))`;

/** How many rows stand before a photo in the gallery by visits; null where it is not in it. */
export const placeAmongVisits = (database: ReadableDatabase, id: string): number | null =>
  number.nullable().parse(
    // In two parts: counting a whole range is several times as fast as comparing every row.
    database.one(
      `SELECT (SELECT count(*) FROM gallery_rows WHERE newest_first < here.newest_first) +
         (SELECT count(*) FROM gallery_rows AS same_day WHERE same_day.newest_first = here.newest_first
            AND (same_day.visit, same_day.view, same_day.place) < (here.visit, here.view, here.place)) AS number
       FROM ${ROW_OF_PHOTO} AS here`,
      { id },
    ) ?? null,
  );

const photoId = z.object({ id: z.string() }).transform(({ id }) => id);

/** Ids of the photos in no record, newest import first. */
export const unassignedPhotos = (database: ReadableDatabase, stretch: Stretch): readonly string[] =>
  z.array(photoId).parse(
    database.all(
      `SELECT photos.id FROM
         (SELECT photo FROM gallery_rows WHERE newest_first = -1 AND view = 0 ${ORDER} LIMIT :limit OFFSET :offset) AS page
       JOIN photos ON photos.sequence = page.photo ORDER BY photos.sequence DESC`,
      { ...stretch },
    ),
  );

/** How many photos are in no record. */
export const countUnassigned = (database: ReadableDatabase): number =>
  number.parse(
    database.one('SELECT count(*) AS number FROM gallery_rows WHERE newest_first = -1 AND view = 0'),
  ) ?? 0;

/** Those of the photos that are in no record. */
export const unassignedAmong = (database: ReadableDatabase, ids: readonly string[]): readonly string[] =>
  z.array(photoId).parse(
    database.all(
      `SELECT photos.id FROM json_each(:ids) AS asked JOIN photos ON photos.id = asked.value
       JOIN gallery_rows ON gallery_rows.photo = photos.sequence WHERE newest_first = -1 ORDER BY asked.key`,
      { ids: JSON.stringify(ids) },
    ),
  );

/**
 * The first photo of the group after that of a photo, or of the one before; null where there is none.
 * @param step 1 for after, −1 for before.
 */
export function photoOfGroupBeside(database: ReadableDatabase, id: string, step: 1 | -1): string | null {
  const [than, way] = step === 1 ? ['>', 'ASC'] : ['<', 'DESC'];
  const found = database.one(
    `SELECT photos.id FROM
       (SELECT there.newest_first, there.visit FROM gallery_rows AS there, ${ROW_OF_PHOTO} AS here
        WHERE (there.newest_first, there.visit) ${than} (here.newest_first, here.visit)
        ORDER BY there.newest_first ${way}, there.visit ${way} LIMIT 1) AS beside
     JOIN gallery_rows USING (newest_first, visit)
     JOIN photos ON photos.sequence = gallery_rows.photo
     ${ORDER} LIMIT 1`,
    { id },
  );
  return photoId.nullable().parse(found ?? null);
}

/** Patients whose visits the photos are in, or were in when they were removed. */
export const patientsOfPhotos = (
  database: ReadableDatabase,
  photoIds: readonly string[],
): readonly string[] =>
  z.array(photoId).parse(
    database.all(
      `SELECT DISTINCT patient_id AS id FROM photo_places
       WHERE photo_id IN (SELECT value FROM json_each(:ids)) AND patient_id IS NOT NULL`,
      { ids: JSON.stringify(photoIds) },
    ),
  );
