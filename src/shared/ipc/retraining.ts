import { z } from 'zod';
import { statedTypeSchema } from '../clinical/stated-type';
import { boxSchema } from '../geometry/box';
import { photoIdSchema } from '../photo/photo';
import { countedLesionSchema } from '../training/test-views';
import { retrainingVerdictSchema } from '../training/verdict';
import { runIdSchema, runSummarySchema } from '../training/run-summary';

const partSizeSchema = z.object({ photos: z.number().int(), patients: z.number().int() });

/** The clinic's own photos that may teach a model, as they are now. */
export const clinicDatasetSchema = z.object({
  /** To learn from, to choose weights and threshold by, and to compare models on. */
  parts: z.object({ train: partSizeSchema, valid: partSizeSchema, test: partSizeSchema }),
  /** What is likely still needed before a training makes sense; zeros where there is enough. */
  shortage: partSizeSchema,
  /** Confirmed photos that are left out because consent to AI training, or a patient, is missing. */
  withoutConsent: z.number().int(),
  /** The model in use, which learns on; null where it cannot, with the reason. */
  parent: z.object({ id: z.string(), title: z.string() }).nullable(),
  refusal: z.string().nullable(),
});
export type ClinicDataset = Readonly<z.infer<typeof clinicDatasetSchema>>;

/** A photo that nobody has confirmed, and why its correction would teach the model in use something. */
export const queuedPhotoSchema = z.object({
  photoId: photoIdSchema,
  fileName: z.string(),
  /** Lesions that the model is expected to count wrongly, by its own scores. */
  expectedCorrections: z.number(),
  /** Lesions' worth of doubt about the type. */
  doubtedTypes: z.number(),
  /** Lesions of types that confirmed photos show rarely. */
  rareLesions: z.number().int(),
  rareSkinType: z.boolean(),
  /** Lesions that only one of two models counts; 0 where one model alone has looked. */
  disputedLesions: z.number().int(),
});
export type QueuedPhoto = Readonly<z.infer<typeof queuedPhotoSchema>>;

const comparedLesionSchema = countedLesionSchema.extend({
  /** Whether the other model does not count it. */
  alone: z.boolean(),
});

/** What two models count on a photo, beside what a clinician has marked there. */
export const photoDifferenceSchema = z.object({
  photoId: photoIdSchema,
  fileName: z.string(),
  /** Pixels of the upright photo. */
  width: z.number().int(),
  height: z.number().int(),
  before: z.array(comparedLesionSchema),
  after: z.array(comparedLesionSchema),
  confirmed: z.array(z.object({ type: statedTypeSchema.nullable(), box: boxSchema })),
});
export type PhotoDifference = Readonly<z.infer<typeof photoDifferenceSchema>>;

export const retrainingRequests = {
  /** Photos whose correction would teach most, the best first. */
  'retraining:queue': {
    input: z.object({ limit: z.number().int().min(1).max(100) }),
    output: z.array(queuedPhotoSchema),
  },
  'retraining:dataset': { input: z.object({}), output: clinicDatasetSchema },
  /** Teaches the model in use the clinic's photos, as a training run of its own. */
  'retraining:begin': {
    input: z.object({ maxMinutes: z.number().positive().nullable() }),
    output: runSummarySchema,
  },
  /** How the run's model compares with the one it began from; null while that is not known. */
  'retraining:verdict': {
    input: z.object({ runId: runIdSchema }),
    output: retrainingVerdictSchema.nullable(),
  },
  /** Photos of the run whose confirmed map was reopened since it began. */
  'retraining:reopened': { input: z.object({ runId: runIdSchema }), output: z.number().int() },
  /** Where the run's model and the one it began from differ on the locked test set, the most different photo first. */
  'retraining:differences': {
    input: z.object({ runId: runIdSchema }),
    output: z.array(photoDifferenceSchema),
  },
  /** The same on any photo: both models look at it now. */
  'retraining:look-at-photo': {
    input: z.object({ runId: runIdSchema, photoId: photoIdSchema }),
    output: photoDifferenceSchema,
  },
} as const;
