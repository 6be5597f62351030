import { z } from 'zod';
import { failureSchema } from '../errors';
import { trainingEventSchema } from './events';
import { recipeSettingsSchema, trainableModelSchema } from './recipe';

export const runIdSchema = z.uuid();

/**
 * How a training run stands. `pausing` and `stopping`: it was asked to and still writes its checkpoint.
 * `interrupted`: Macule was closed, or the training process ended, while it ran; it can be resumed.
 */
export const runStateSchema = z.enum([
  'queued',
  'running',
  'pausing',
  'stopping',
  'paused',
  'interrupted',
  'finished',
  'stopped',
  'failed',
]);
export type RunState = z.infer<typeof runStateSchema>;

/** The epoch with the best weights so far, and what was measured on the validation photos after it. */
export const bestEpochSchema = z.object({
  epoch: z.number().int(),
  losses: z.record(z.string(), z.number()),
  metrics: z.record(z.string(), z.number()),
});
export type BestEpoch = Readonly<z.infer<typeof bestEpochSchema>>;

/** Why a run came to its end. */
export const endReasonSchema = trainingEventSchema.options[7].shape.reason;
export type EndReason = z.infer<typeof endReasonSchema>;

/** A training run as lists show it. */
export const runSummarySchema = z.object({
  id: runIdSchema,
  name: z.string(),
  model: trainableModelSchema,
  /** Name of the folder of its photos. */
  dataName: z.string(),
  /** Whether it teaches the model in use the clinic's own patients. */
  clinic: z.boolean(),
  settings: recipeSettingsSchema,
  seed: z.number().int(),
  maxMinutes: z.number().nullable(),
  state: runStateSchema,
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  reason: endReasonSchema.nullable(),
  /** Why it failed or was interrupted. */
  failure: failureSchema.nullable(),
  /** Epochs done, of how many; null until training has begun. */
  epoch: z.number().int(),
  epochs: z.number().int().nullable(),
  /** Time of training up to the last epoch, over all resumed parts. */
  seconds: z.number(),
  best: bestEpochSchema.nullable(),
  /** Whether its folder holds a model. */
  hasModel: z.boolean(),
});
export type RunSummary = Readonly<z.infer<typeof runSummarySchema>>;
