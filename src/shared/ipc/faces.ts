import { z } from 'zod';
import { faceSchema } from '../face/face';
import { photoIdSchema } from '../photo/photo';

export const faceRequests = {
  /**
   * Puts the face of a photo right, from which its regions follow, as one action of the journal; null goes back to what
   * was found. What was found stays beside it.
   */
  'faces:correct': {
    input: z.object({ photoId: photoIdSchema, landmarks: faceSchema.shape.landmarks.nullable() }),
    output: z.null(),
  },
} as const;
