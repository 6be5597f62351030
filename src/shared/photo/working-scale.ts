import { z } from 'zod';

/** What the size was chosen by in which a detector looked at a photo. */
export const workingScaleSchema = z.object({
  /** The face, where one was found; or else the picture's size alone. */
  by: z.enum(['face', 'picture']),
  /** How many times larger than by the picture's size the face was looked at; 1 = as it is. */
  enlargement: z.number().min(1),
});
export type WorkingScale = Readonly<z.infer<typeof workingScaleSchema>>;

/** A working scale as a person reads it. */
export function workingScaleWords({ by, enlargement }: WorkingScale): string {
  if (by === 'picture') return 'from the picture: no face was found';
  return enlargement === 1
    ? 'from the face: used as it is'
    : `from the face: small, so enlarged ${enlargement.toFixed(1)} times`;
}
