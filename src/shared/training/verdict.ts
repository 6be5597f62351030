import { z } from 'zod';

/** 95 % interval of the paired bootstrap by patient. */
const intervalSchema = z.object({ low: z.number(), high: z.number(), resamples: z.number().int() });

/** One figure of both models on the locked test set; the difference is new − old. */
const contestSchema = z.object({
  champion: z.number().nullable(),
  challenger: z.number().nullable(),
  difference: intervalSchema.nullable(),
});
export type VerdictContest = Readonly<z.infer<typeof contestSchema>>;

const judgedModelSchema = z.object({
  id: z.string(),
  /** Of its weights, hexadecimal. */
  sha256: z.string(),
  /** Of weights and calibration, as in the engine's status; absent in verdicts made before it was kept. */
  identity: z.string().optional(),
  /** Score from which on it counts a lesion, 0–1. */
  threshold: z.number(),
});

/** `verdict.json` of a run on the clinic's own photos: how the new model compares with the one it began from. */
export const retrainingVerdictSchema = z.object({
  format: z.literal(1),
  /** ISO 8601. */
  at: z.string(),
  /** Of the resamples. */
  seed: z.number().int(),
  champion: judgedModelSchema,
  challenger: judgedModelSchema,
  photos: z.number().int(),
  patients: z.number().int(),
  /** Of centre hits at each model's own threshold. */
  f1: contestSchema,
  /** Mean absolute error, lesions a photo. */
  countError: contestSchema,
  /** Share of lesions that are found, by lesion type and by group of patients. */
  recalls: z.array(contestSchema.extend({ of: z.string() })),
  /** Whether the new model may take the place of the old one. */
  promoted: z.boolean(),
  reason: z.string(),
});
export type RetrainingVerdict = Readonly<z.infer<typeof retrainingVerdictSchema>>;
