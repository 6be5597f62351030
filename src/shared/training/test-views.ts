import { z } from 'zod';
import { lesionTypeSchema } from '../clinical/lesion';
import { boxSchema } from '../geometry/box';

/** A lesion that a model counts; the box is in fractions of the photo. */
export const countedLesionSchema = z.object({ type: lesionTypeSchema, score: z.number(), box: boxSchema });
export type CountedLesion = Readonly<z.infer<typeof countedLesionSchema>>;

/** `test-views.json` of a run on the clinic's own photos: what both models count on the locked test set. */
export const testViewsSchema = z.object({
  format: z.literal(1),
  photos: z.array(
    z.object({
      photoId: z.uuid(),
      /** By the model that the run began from, and by the new one. */
      before: z.array(countedLesionSchema),
      after: z.array(countedLesionSchema),
    }),
  ),
});
export type TestViews = Readonly<z.infer<typeof testViewsSchema>>;
