import { z } from 'zod';
import { pictureKeysSchema } from './picture-keys';
import { engineIdSchema } from './status';

/**
 * What a probe process is told to try. Native libraries may end the process they fail in, so whatever has not
 * proved itself on this computer is tried in a process of its own first.
 */
export const probeTaskSchema = z.discriminatedUnion('kind', [
  /** Starts TensorFlow's library and says what it computes on. */
  z.object({
    kind: z.literal('tensorflow'),
    /** Absolute path of the binding's main file. */
    entry: z.string(),
  }),
  /** Runs a detector on one tile, on the processor and on another engine, and compares them. */
  z.object({
    kind: z.literal('tiles'),
    engine: engineIdSchema,
    /** TensorFlow's main file, for the engines that need it. */
    tensorflow: z.string().nullable(),
    /** Folder of the detector, absolute. */
    modelFolder: z.string(),
    /** Pixels of a tile. */
    height: z.number().int().positive(),
    width: z.number().int().positive(),
    threads: z.number().int().positive(),
    /** File that exists while the engine is being tried: what is left of it tells of a crash. */
    marker: z.string().nullable(),
    /** Opens the detector where it is a clinic's own; main adds them. */
    pictureKeys: pictureKeysSchema.optional(),
  }),
]);
export type ProbeTask = Readonly<z.infer<typeof probeTaskSchema>>;

/** How a probe ended. `value` is whatever the task answers; it is checked by whoever asked. */
export const probeOutcomeSchema = z.discriminatedUnion('ended', [
  z.object({ ended: z.literal('answered'), value: z.unknown() }),
  /** The task failed in an orderly way. */
  z.object({ ended: z.literal('failed'), message: z.string() }),
  /** The process ended without an answer; `how` goes on after "it". */
  z.object({ ended: z.literal('crashed'), how: z.string() }),
  z.object({ ended: z.literal('timed-out') }),
]);
export type ProbeOutcome = Readonly<z.infer<typeof probeOutcomeSchema>>;

/**
 * Runs a task in a new process and ends the process.
 * @param limit milliseconds after which the process is killed.
 */
export type RunProbe = (task: ProbeTask, limit: number) => Promise<ProbeOutcome>;
