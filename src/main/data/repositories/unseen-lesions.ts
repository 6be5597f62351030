import { z } from 'zod';
import type { Point } from '../../../shared/geometry/viewport';
import type { ReadableDatabase } from '../database';
import type { Edit } from '../journal/journal';

/** What a clinician said of a lesion's place on another photo. */
export interface UnseenLesion {
  readonly id: string;
  /** The photo that shows the lesion. */
  readonly photoId: string;
  readonly otherPhotoId: string;
  /** Its middle, fractions of its photo. */
  readonly middle: Point;
  readonly unseen: boolean;
}

const row = z
  .object({
    ...{ id: z.string(), photo_id: z.string(), other_photo_id: z.string() },
    ...{ x: z.number(), y: z.number(), unseen: z.number() },
  })
  .transform(({ id, photo_id, other_photo_id, x, y, unseen }): UnseenLesion => ({
    ...{ id, photoId: photo_id, otherPhotoId: other_photo_id, middle: { x, y }, unseen: unseen === 1 },
  }));

/** What was said of the lesions of one photo on another, oldest first. */
export const listUnseenLesions = (
  database: ReadableDatabase,
  photoId: string,
  otherPhotoId: string,
): readonly UnseenLesion[] =>
  z
    .array(row)
    .parse(
      database.all(
        `SELECT * FROM unseen_lesions WHERE photo_id = :photoId AND other_photo_id = :otherPhotoId ORDER BY sequence`,
        { photoId, otherPhotoId },
      ),
    );

/** Writes it as part of an action. */
export function saveUnseenLesion(edit: Edit, said: UnseenLesion, changedAt: string): void {
  const { photoId, otherPhotoId, middle, unseen } = said;
  edit('unseen_lesions', said.id, {
    ...{ photo_id: photoId, other_photo_id: otherPhotoId, x: middle.x, y: middle.y },
    ...{ unseen: unseen ? 1 : 0, changed_at: changedAt },
  });
}
