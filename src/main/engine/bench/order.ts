import { z } from 'zod';
import { engineIdSchema } from '../../../shared/engine/status';

/** What one benchmark process is told to prepare: the first line it reads. */
export const benchOrderSchema = z.object({
  /** A network of `BENCH_NETWORKS`, or `photo`: `batch` whole photographs with the shipped detector. */
  network: z.string(),
  phase: z.enum(['infer', 'train']),
  engine: engineIdSchema,
  batch: z.int().positive(),
  /** Picture side, pixels. */
  side: z.int().positive(),
  threads: z.int().positive(),
  /** Folder of the shipped models, for `photo`. */
  modelsFolder: z.string(),
});
export type BenchOrder = Readonly<z.infer<typeof benchOrderSchema>>;

/** The answer to an order, once everything is loaded and compiled. */
export const benchReadySchema = z.object({ parameters: z.number(), version: z.string() });
export type BenchReady = Readonly<z.infer<typeof benchReadySchema>>;

/** Every further line: run so often, and on wish give a sample of the last outputs. */
export const benchRequestSchema = z.object({
  runs: z.int().nonnegative(),
  sample: z.boolean().default(false),
});

export const benchTimesSchema = z.object({
  /** Time of each run, milliseconds. */
  ms: z.array(z.number()),
  /** Of which inside the network, where a run does more than that. */
  networkMs: z.array(z.number()).optional(),
  /** Largest resident memory of the process so far, megabytes (10⁶ bytes). */
  peakMB: z.number(),
  sample: z.array(z.number()).optional(),
});
export type BenchTimes = Readonly<z.infer<typeof benchTimesSchema>>;
