import { z } from 'zod';
import { engineIdSchema } from '../engine/status';
import { runSettingsSchema, trainableModelSchema } from './recipe';

/** Names in a run folder. */
export const RUN_FILES = {
  record: 'run.json',
  events: 'events.jsonl',
  checkpoint: 'checkpoint.safetensors',
  failedBatch: 'failed-batch.safetensors',
  /** How the model of a run on the clinic's own photos compares with the one it began from. */
  verdict: 'verdict.json',
  /** What both models find on the locked test set. */
  testViews: 'test-views.json',
  /** The folder of the best model so far. */
  model: 'model',
} as const;

/**
 * `run.json` of a run folder: all that decides a run and what it ran with. Beside it lie `events.jsonl` (every
 * {@link TrainingEvent}, which are the curves), `checkpoint.safetensors`, `model/` (the best so far) and, after a
 * loss that is no number, `failed-batch.safetensors`.
 */
export const runRecordSchema = z.object({
  format: z.literal(1),
  model: trainableModelSchema,
  /** Every setting as it is used, defaults filled in. */
  settings: runSettingsSchema,
  seed: z.number().int(),
  maxMinutes: z.number().nullable(),
  data: z.object({
    folder: z.string(),
    /** SHA-256 over the sorted names, sizes, hashes and labels of all photos, hexadecimal. */
    fingerprint: z.string(),
    datasets: z.array(z.object({ name: z.string(), photos: z.number().int() })),
    trainPhotos: z.number().int(),
    validPhotos: z.number().int(),
    testPhotos: z.number().int(),
  }),
  startedFrom: z.string().nullable(),
  engine: z.object({ id: engineIdSchema, device: z.string() }),
  /** Of Macule, Node, ONNX Runtime, TensorFlow.js. */
  versions: z.record(z.string(), z.string()),
  startedAt: z.iso.datetime(),
});
export type RunRecord = Readonly<z.infer<typeof runRecordSchema>>;
