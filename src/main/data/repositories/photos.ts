import { z } from 'zod';
import type { ReadableDatabase, WritableDatabase } from '../database';
import { readRow, type Edit } from '../journal/journal';

/** A photo as stored. Sizes are pixels of the upright photo, times ISO 8601. */
export interface StoredPhoto {
  readonly id: string;
  readonly fileName: string;
  readonly fingerprint: string;
  readonly width: number;
  readonly height: number;
  readonly importedAt: string;
  readonly takenAt: string | null;
  /** Name of the folder that the file lay in; null where that is not known. */
  readonly folderName: string | null;
}

/** A stored photo with what its row alone does not say. */
export interface ListedPhoto extends StoredPhoto {
  readonly referenceCount: number;
  /** Whether a clinician has said that its lesion map is complete. */
  readonly confirmed: boolean;
  /** ISO 8601; null while the photo is in the gallery. */
  readonly removedAt: string | null;
}

const row = z
  .object({
    id: z.string(),
    file_name: z.string(),
    fingerprint: z.string(),
    width: z.number(),
    height: z.number(),
    imported_at: z.string(),
    taken_at: z.string().nullable(),
    folder_name: z.string().nullable(),
    removed_at: z.string().nullable(),
    reference_count: z.number(),
    confirmed: z.number(),
  })
  .transform((photo): ListedPhoto => ({
    id: photo.id,
    fileName: photo.file_name,
    fingerprint: photo.fingerprint,
    width: photo.width,
    height: photo.height,
    importedAt: photo.imported_at,
    takenAt: photo.taken_at,
    folderName: photo.folder_name,
    removedAt: photo.removed_at,
    referenceCount: photo.reference_count,
    confirmed: photo.confirmed === 1,
  }));

const SELECT = `
  SELECT photos.*, (SELECT count(*) FROM reference_lesions WHERE photo_id = photos.id) AS reference_count,
    EXISTS (SELECT 1 FROM confirmed_maps WHERE confirmed_maps.id = photos.id) AS confirmed
  FROM photos`;

export function insertPhoto(database: WritableDatabase, photo: StoredPhoto): void {
  database.run(
    `INSERT INTO photos (id, file_name, fingerprint, width, height, imported_at, taken_at, folder_name)
     VALUES (:id, :fileName, :fingerprint, :width, :height, :importedAt, :takenAt, :folderName)`,
    { ...photo },
  );
}

/** A stretch of a list: how many rows are left out before it, and how many it has at most. */
export interface Stretch {
  readonly offset: number;
  /** −1 for all that are left. */
  readonly limit: number;
}

/** Photos in the gallery, newest import first. */
export const listPhotos = (
  database: ReadableDatabase,
  { offset, limit }: Stretch = { offset: 0, limit: -1 },
): readonly ListedPhoto[] =>
  z.array(row).parse(
    database.all(
      `${SELECT} WHERE sequence IN
         (SELECT sequence FROM photos WHERE removed_at IS NULL ORDER BY sequence DESC LIMIT :limit OFFSET :offset)
       ORDER BY sequence DESC`,
      { offset, limit },
    ),
  );

/** Those of the photos that are in the gallery, in the given order. */
export function photosById(database: ReadableDatabase, ids: readonly string[]): readonly ListedPhoto[] {
  const found = z.array(row).parse(
    database.all(`${SELECT} WHERE removed_at IS NULL AND id IN (SELECT value FROM json_each(:ids))`, {
      ids: JSON.stringify(ids),
    }),
  );
  const byId = new Map(found.map((photo) => [photo.id, photo]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

const count = z.object({ count: z.number() }).transform((found) => found.count);

/** Number of photos in the gallery. */
export const countPhotos = (database: ReadableDatabase): number =>
  count.parse(database.one('SELECT count(*) AS count FROM photos WHERE removed_at IS NULL'));

/** Removed photos that can be brought back, newest removal first. */
export const removedPhotos = (database: ReadableDatabase, stretch: Stretch): readonly ListedPhoto[] =>
  z
    .array(row)
    .parse(
      database.all(
        `${SELECT} WHERE removed_at IS NOT NULL ORDER BY removed_at DESC, sequence DESC LIMIT :limit OFFSET :offset`,
        { ...stretch },
      ),
    );

/** Number of removed photos that can be brought back. */
export const countRemovedPhotos = (database: ReadableDatabase): number =>
  count.parse(database.one('SELECT count(*) AS count FROM photos WHERE removed_at IS NOT NULL'));

/** How many photos stand before this one, newest import first; null where it is not in the gallery. */
export function placeAmongNewest(database: ReadableDatabase, id: string): number | null {
  const photo = findPhoto(database, id);
  if (photo?.removedAt !== null) return null;
  return count.parse(
    database.one(
      `SELECT count(*) AS count FROM photos
       WHERE removed_at IS NULL AND sequence > (SELECT sequence FROM photos WHERE id = :id)`,
      { id },
    ),
  );
}

/** A photo by id, removed ones included; null where there is none. */
export const findPhoto = (database: ReadableDatabase, id: string): ListedPhoto | null =>
  row.nullable().parse(database.one(`${SELECT} WHERE id = :id`, { id }) ?? null);

/** The photo that was imported from the same bytes, removed ones included. */
export const findPhotoByFingerprint = (database: ReadableDatabase, fingerprint: string): ListedPhoto | null =>
  row.nullable().parse(database.one(`${SELECT} WHERE fingerprint = :fingerprint`, { fingerprint }) ?? null);

/** Ids of every photo that has files, removed ones included. */
export const listPhotoIds = (database: ReadableDatabase): ReadonlySet<string> =>
  new Set(
    z
      .array(z.object({ id: z.string() }))
      .parse(database.all('SELECT id FROM photos'))
      .map(({ id }) => id),
  );

/** Takes a photo out of the gallery, or puts it back, as part of an action. The photo must exist. */
export function savePhotoRemoval(
  database: ReadableDatabase,
  edit: Edit,
  id: string,
  removedAt: string | null,
): void {
  const photo = readRow(database, 'photos', id);
  if (photo) edit('photos', id, { ...photo, removed_at: removedAt });
}

/** Deletes photos for good that were removed before a time (ISO 8601), with everything that hangs on them. @returns their ids. */
export function deleteRemoved(database: WritableDatabase, limit: string): readonly string[] {
  const rows = database.all('DELETE FROM photos WHERE removed_at < :limit RETURNING id', { limit });
  return z
    .array(z.object({ id: z.string() }))
    .parse(rows)
    .map(({ id }) => id);
}
