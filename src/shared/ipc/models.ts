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

/** A signed file with a model, looked at and not kept yet. */
export const modelOfferSchema = z.object({
  offerId: z.uuid(),
  fileName: z.string(),
  title: z.string(),
  /** ISO 8601. */
  trainedAt: z.string(),
  signedAt: z.string(),
  /** Of the library that has signed it. */
  fingerprint: z.string(),
  /** Whether models of this signer were accepted before. */
  accepted: z.boolean(),
  /** Whether this very library has signed it. */
  isOwn: z.boolean(),
  /** Whether this very model, weights and calibration, is here already. */
  isHere: z.boolean(),
  /** Markdown. */
  card: z.string().nullable(),
});
export type ModelOffer = Readonly<z.infer<typeof modelOfferSchema>>;

export const modelRequests = {
  /** The shipped one first, then the clinic's own, newest first. */
  'models:list': { input: z.object({}), output: z.array(detectorModelSchema) },
  /** Keeps a copy of a training run's best model and analyses photos with it from now on. Answers its id. */
  'models:adopt': { input: z.object({ runId: runIdSchema }), output: z.string() },
  /** What a model says of itself, Markdown, with addresses of its pictures by name; null where it has no card. */
  'models:card': {
    input: z.object({ id: z.string() }),
    output: z.object({ text: z.string(), pictures: z.record(z.string(), z.string()) }).nullable(),
  },
  /** Analyses photos with this model from now on; what other models found stays on record. */
  /** Asks where, and writes a model as one signed file there; null where nothing was chosen. */
  'models:export': {
    input: z.object({ id: z.string() }),
    output: z.object({ fileName: z.string(), fingerprint: z.string() }).nullable(),
  },
  /** Asks for a signed file and says whose model it holds; null where nothing was chosen. */
  'models:look-at-file': { input: z.object({}), output: modelOfferSchema.nullable() },
  /**
   * Keeps the model of the file that was looked at last; a signer that was not accepted before has to be accepted
   * with it. Answers its id.
   */
  'models:import': {
    input: z.object({ offerId: z.uuid(), acceptSigner: z.boolean() }),
    output: z.string(),
  },
  'models:use': { input: z.object({ id: z.string() }), output: z.null() },
} as const;

export const modelEvents = {
  /** The list or the model in use differs from before. */
  'models:changed': z.object({}),
} as const;
