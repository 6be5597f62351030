import { z } from 'zod';
import { trainableModelSchema } from './recipe';
import { runRecordSchema } from './run-record';

/** A model that this version trains: what it is trained with unless told otherwise, and what it is measured by. */
export const trainableSchema = z.object({
  model: trainableModelSchema,
  settings: runRecordSchema.shape.settings,
  /** Names of the figures of its validations; a run may stop early by any of them. */
  metrics: z.array(z.string()),
  /** Whether pictures of single lesions teach it, too. */
  singleLesions: z.boolean(),
  /** The one by which the best weights are chosen. */
  bestBy: z.string(),
});
export type Trainable = Readonly<z.infer<typeof trainableSchema>>;
