import { z } from 'zod';
import { bodySideSchema } from '../clinical/region';
import { photoIdSchema } from '../photo/photo';
import { photoViewSchema } from '../record/photograph';

/**
 * What a photo is counted for: `first` for every region of the face that no other photo shows better, or one cheek.
 * Otherwise why not: `repeat` shows what others show as well or better, `trunk` is not the face, and without a face
 * nobody knows the regions.
 */
export const PHOTO_ROLES = ['first', 'right-cheek', 'left-cheek', 'repeat', 'trunk', 'no-face'] as const;

/** What one photo adds to the lesions of its visit: a line of the working. */
export const photoShareSchema = z.object({
  photoId: photoIdSchema,
  /** Null where nobody named the view. */
  view: photoViewSchema.nullable(),
  role: z.enum(PHOTO_ROLES),
  /** Lesions that count on the photo. */
  marks: z.number().int(),
  /** Those of them that are counted for the visit. */
  counted: z.number().int(),
  /** Of the first photo: cheeks that are counted from another. */
  cheeksElsewhere: z.array(bodySideSchema).readonly(),
});
export type PhotoShare = Readonly<z.infer<typeof photoShareSchema>>;

/** Whether a photo adds to the lesions of its visit. */
export const isCountedShare = ({ role }: PhotoShare): boolean => role === 'first' || role.endsWith('-cheek');
