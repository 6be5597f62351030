import { z } from 'zod';
import { resultSchema } from '../ipc/result';
import { trainingEventSchema } from '../training/events';
import { trainingOrderSchema } from '../training/recipe';
import { pictureKeysSchema } from './picture-keys';
import { probeOutcomeSchema, probeTaskSchema } from './probe';

/**
 * Main ↔ training process. Each run has a process of its own: main starts it with one `train` message that
 * carries a MessagePort, and everything else travels over that port.
 */
export const trainingConnectSchema = z.object({
  kind: z.literal('train'),
  order: trainingOrderSchema,
  /** Folder that may be filled with compiled graphs, and that holds the backbones, absolute. */
  cacheFolder: z.string(),
  /** Folder of the weights that come with Macule for runs to start from, absolute. */
  pretrainedFolder: z.string(),
  /** Opens the library's pictures; not given where none are sealed. */
  pictureKeys: pictureKeysSchema.optional(),
  /** CPU threads for one session. */
  threads: z.number().int().positive(),
  /** Path of the built script of the workers that read and vary photos, absolute. */
  photoWorker: z.string(),
  /** Versions for the run's record, beside those that the process knows itself. */
  versions: z.record(z.string(), z.string()),
});
export type TrainingConnect = Readonly<z.infer<typeof trainingConnectSchema>>;

/** Main → training process. */
export const trainingRequestSchema = z.discriminatedUnion('kind', [
  /** Write a checkpoint and end. */
  z.object({ kind: z.literal('stop') }),
  z.object({ kind: z.literal('probe-ended'), probe: z.number().int(), outcome: probeOutcomeSchema }),
]);
export type TrainingRequest = Readonly<z.infer<typeof trainingRequestSchema>>;

/** Training process → main. */
export const trainingMessageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heartbeat') }),
  z.object({ kind: z.literal('event'), event: trainingEventSchema }),
  /** Asks main for a process in which a task runs; `limit` is milliseconds. */
  z.object({
    kind: z.literal('probe'),
    probe: z.number().int(),
    task: probeTaskSchema,
    limit: z.number().positive(),
  }),
  /** The run is over, well or not; nothing follows. */
  z.object({ kind: z.literal('ended'), result: resultSchema(z.null()) }),
]);
export type TrainingMessage = Readonly<z.infer<typeof trainingMessageSchema>>;
