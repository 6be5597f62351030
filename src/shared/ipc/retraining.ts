import { z } from 'zod';
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

export const retrainingRequests = {
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
} as const;
