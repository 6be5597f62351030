import { z } from 'zod';
import { runIdSchema } from '../training/run-summary';

/** A detector that photos can be analysed with. */
export const detectorModelSchema = z.object({
  /** `starter`, or the name of a model of the clinic's own. */
  id: z.string(),
  title: z.string(),
  /** ISO 8601. */
  trainedAt: z.string(),
  /** Of its weights, hexadecimal. */
  sha256: z.string(),
  inUse: z.boolean(),
  /** Photos that it learned from or was judged on and whose consent was withdrawn since. */
  withdrawnPhotos: z.number().int(),
});
export type DetectorModel = Readonly<z.infer<typeof detectorModelSchema>>;

export const modelRequests = {
  /** The shipped one first, then the clinic's own, newest first. */
  'models:list': { input: z.object({}), output: z.array(detectorModelSchema) },
  /** Keeps a copy of a training run's best model and analyses photos with it from now on. Answers its id. */
  'models:adopt': { input: z.object({ runId: runIdSchema }), output: z.string() },
  /** What a model says of itself, Markdown; null where it has no card. */
  'models:card': { input: z.object({ id: z.string() }), output: z.string().nullable() },
  /** Analyses photos with this model from now on; what other models found stays on record. */
  'models:use': { input: z.object({ id: z.string() }), output: z.null() },
} as const;

export const modelEvents = {
  /** The list or the model in use differs from before. */
  'models:changed': z.object({}),
} as const;
