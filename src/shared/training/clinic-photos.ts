import { z } from 'zod';
import { statedTypeSchema } from '../clinical/stated-type';
import { boxSchema } from '../geometry/box';

/**
 * What a run on the clinic's own patients is given: which stored pictures to look at, and what a clinician has
 * confirmed to be on them. Main writes it, the training process reads it; pictures stay in the store, sealed.
 */
export const clinicPhotosSchema = z.object({
  format: z.literal(1),
  photos: z.array(
    z.object({
      photoId: z.uuid(),
      patientId: z.uuid(),
      part: z.enum(['train', 'valid', 'test']),
      /** Of the stored picture, absolute. */
      file: z.string(),
      /** Pixels of the upright photo. */
      width: z.number().int().positive(),
      height: z.number().int().positive(),
      /** Group of the patient that must not be served worse, such as a skin type; null where unknown. */
      group: z.string().nullable(),
      /** Boxes are fractions of the photo; a type of null is one that the clinician left open. */
      lesions: z.array(z.object({ type: statedTypeSchema.nullable(), box: boxSchema })),
    }),
  ),
});
export type ClinicPhotos = Readonly<z.infer<typeof clinicPhotosSchema>>;
export type ClinicPhoto = ClinicPhotos['photos'][number];
