import { z } from 'zod';
import { statedTypeSchema } from '../clinical/stated-type';
import { LESION_FATES } from '../fate/lesion-fates';
import { boxSchema } from '../geometry/box';
import { photoIdSchema } from '../photo/photo';

const pair = { earlierPhotoId: photoIdSchema, laterPhotoId: photoIdSchema };

/** A lesion that counts on one of two compared photos; the box in fractions of its photo. */
export const comparedLesionSchema = z.object({
  id: z.string(),
  type: statedTypeSchema.nullable(),
  box: boxSchema,
});
export type ComparedLesion = Readonly<z.infer<typeof comparedLesionSchema>>;

const sides = z.array(z.enum(['earlier', 'later'])).readonly();

/** The photos whose face was placed by hand and not found: there registration is less exact, and checked more strictly. */
const byHand = sides;

const refusalSchema = z.enum([
  ...['not-analysed', 'no-face-earlier', 'no-face-later', 'different-view', 'no-agreement', 'placement-open'],
] as const);
export type RegistrationRefusal = z.infer<typeof refusalSchema>;

/** How two photos compare, lesion by lesion. */
export const comparisonSchema = z.object({
  earlier: z.array(comparedLesionSchema).readonly(),
  later: z.array(comparedLesionSchema).readonly(),
  /** The photos at which nobody has looked, model or person: that they have no lesion here says nothing. */
  notAnalysed: sides,
  registration: z.discriminatedUnion('state', [
    z.object({
      state: z.literal('laid'),
      byHand,
      /** Later photo onto earlier, pixels: x' = a·x − b·y + x₀, y' = b·x + a·y + y₀. For the screen. */
      similarity: z.object({ a: z.number(), b: z.number(), x: z.number(), y: z.number() }),
      /** What is left between the faces after that, as a share of the distance between the eyes. */
      poseDifference: z.number(),
      /** Median distance of the pairs after everything, as a share of the same; null without a pair. */
      residual: z.number().nullable(),
    }),
    z.object({
      state: z.literal('refused'),
      byHand,
      refusal: refusalSchema,
      poseDifference: z.number().nullable(),
      /** As above, of pairs that were not trusted. */
      residual: z.number().nullable(),
    }),
  ]),
  /** Empty where the photos could not be laid over each other. */
  fates: z
    .array(
      z.object({
        fate: z.enum(LESION_FATES),
        earlierId: z.string().nullable(),
        laterId: z.string().nullable(),
        /** Whether a clinician said so. */
        corrected: z.boolean(),
      }),
    )
    .readonly(),
});
export type Comparison = Readonly<z.infer<typeof comparisonSchema>>;

export const fateRequests = {
  'fates:compare': { input: z.object(pair), output: comparisonSchema },
  /** Says that two lesions are the same one, or are not; remembered, and undone like any change. */
  'fates:link': {
    input: z.object({ ...pair, earlierId: z.string(), laterId: z.string(), same: z.boolean() }),
    output: z.null(),
  },
  /** Says that another photo does not show a lesion's place, or does; remembered and undone likewise. */
  'fates:unseen': {
    input: z.object({
      photoId: photoIdSchema,
      otherPhotoId: photoIdSchema,
      lesionId: z.string(),
      unseen: z.boolean(),
    }),
    output: z.null(),
  },
} as const;
