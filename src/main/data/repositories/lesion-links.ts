import { z } from 'zod';
import type { Point } from '../../../shared/geometry/viewport';
import type { ReadableDatabase } from '../database';
import type { Edit } from '../journal/journal';

/** What a clinician said of two lesions, named by their middles, fractions of their photos. */
export interface LesionLink {
  readonly id: string;
  readonly earlierPhotoId: string;
  readonly laterPhotoId: string;
  readonly earlier: Point;
  readonly later: Point;
  readonly same: boolean;
}

const row = z
  .object({
    id: z.string(),
    earlier_photo_id: z.string(),
    later_photo_id: z.string(),
    earlier_x: z.number(),
    earlier_y: z.number(),
    later_x: z.number(),
    later_y: z.number(),
    same: z.number(),
  })
  .transform((link): LesionLink => ({
    id: link.id,
    earlierPhotoId: link.earlier_photo_id,
    laterPhotoId: link.later_photo_id,
    earlier: { x: link.earlier_x, y: link.earlier_y },
    later: { x: link.later_x, y: link.later_y },
    same: link.same === 1,
  }));

/**
 * What was said of two photos, oldest first, whichever of them was the earlier one when it was said: every link is
 * returned in the direction asked for.
 */
export const listLesionLinks = (
  database: ReadableDatabase,
  earlierPhotoId: string,
  laterPhotoId: string,
): readonly LesionLink[] =>
  z
    .array(row)
    .parse(
      database.all(
        `SELECT * FROM lesion_links
         WHERE (earlier_photo_id = :earlierPhotoId AND later_photo_id = :laterPhotoId)
            OR (earlier_photo_id = :laterPhotoId AND later_photo_id = :earlierPhotoId) ORDER BY sequence`,
        { earlierPhotoId, laterPhotoId },
      ),
    )
    .map((link) => (link.earlierPhotoId === earlierPhotoId ? link : turned(link)));

const turned = ({ id, earlierPhotoId, laterPhotoId, earlier, later, same }: LesionLink): LesionLink => ({
  ...{ id, earlierPhotoId: laterPhotoId, laterPhotoId: earlierPhotoId },
  ...{ earlier: later, later: earlier, same },
});

/** Writes a link as part of an action. */
export function saveLesionLink(edit: Edit, link: LesionLink, changedAt: string): void {
  edit('lesion_links', link.id, {
    earlier_photo_id: link.earlierPhotoId,
    later_photo_id: link.laterPhotoId,
    earlier_x: link.earlier.x,
    earlier_y: link.earlier.y,
    later_x: link.later.x,
    later_y: link.later.y,
    same: link.same ? 1 : 0,
    changed_at: changedAt,
  });
}
