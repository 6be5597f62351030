import { z } from 'zod';
import { lesionMarkSchema } from '../lesion-marks/lesion-mark';
import { photoIdSchema } from '../photo/photo';

/** What a change of the clinician's layer is called when it is undone. */
export const markActionSchema = z.enum(['add', 'accept', 'reject', 'move', 'retype', 'region', 'clear']);
export type MarkAction = z.infer<typeof markActionSchema>;

export const markRequests = {
  /** Writes marks of one photo and removes others, as one action of the journal. Ids of new marks are the page's. */
  'marks:change': {
    input: z.object({
      photoId: photoIdSchema,
      action: markActionSchema,
      marks: z.array(lesionMarkSchema).max(5_000),
      removedIds: z.array(z.uuid()).max(5_000),
    }),
    output: z.null(),
  },
  /**
   * Says that the map is complete: lesions that the model found with at least `minScore` and nobody judged are
   * accepted, surer ones than the model's threshold below it rejected. Any later change of the map takes it back.
   */
  'maps:confirm': {
    input: z.object({ photoId: photoIdSchema, minScore: z.number().min(0).max(1) }),
    output: z.null(),
  },
  /** The map is not complete after all; what was said of its lesions stays. */
  'maps:withdraw': { input: z.object({ photoId: photoIdSchema }), output: z.null() },
} as const;
