import { z } from 'zod';
import { engineIdSchema } from '../engine/status';
import { trainableModelSchema } from './recipe';

const figuresSchema = z.record(z.string(), z.number());

/**
 * Figures of one validation on held-out photos, by name. Presence: `loss`, `subsetAccuracy`, `macroAccuracy`,
 * `macroF1`, `macroAuroc` and `<type>.f1`, …; detection: `loss`, `boxLoss`, `classLoss`, `ap50`, `ap50to95`,
 * `centreHitRecall`, `centreHitPrecision`, `countError`, `threshold`, … Undefined figures are left out.
 */
export type ValidationMetrics = Readonly<z.infer<typeof figuresSchema>>;

/** What a training run tells: one JSON line each on the command line and in the run folder's `events.jsonl`. */
export const trainingEventSchema = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('start'),
    model: trainableModelSchema,
    seed: z.number().int(),
    epochs: z.number().int(),
    trainPhotos: z.number().int(),
    validPhotos: z.number().int(),
    /** Photos left out of training because validation or test has the same subject. */
    leakedPhotos: z.number().int(),
    parameters: z.number().int(),
    engine: z.object({ id: engineIdSchema, device: z.string() }),
    resumedAtStep: z.number().int(),
  }),
  /** What is going on besides training steps: reading photos, computing features, validating. */
  z.object({
    event: z.literal('stage'),
    stage: z.enum(['reading', 'features', 'training', 'validating', 'calibrating', 'comparing']),
    done: z.number().int(),
    total: z.number().int(),
  }),
  z.object({
    event: z.literal('step'),
    epoch: z.number().int(),
    step: z.number().int(),
    /** Means over the steps of the epoch since the last such event; `total` is what training lowers. */
    losses: figuresSchema,
    learningRate: z.number(),
    photosPerSecond: z.number(),
    /** Share of the time that the engine computed instead of waiting for pictures, 0–1. */
    engineBusy: z.number(),
    /** Resident memory of the process, megabytes. */
    memoryMB: z.number(),
    secondsLeft: z.number().nullable(),
  }),
  z.object({
    event: z.literal('epoch'),
    /** Epochs done. */
    epoch: z.number().int(),
    step: z.number().int(),
    /** Means over the epoch. */
    losses: figuresSchema,
    metrics: figuresSchema,
    /** Whether these are the best weights so far. */
    best: z.boolean(),
    /** Since the start of the run, over all its resumed parts. */
    seconds: z.number(),
  }),
  /** Memory ran out; training goes on from the same state with fewer pictures a step. */
  z.object({
    event: z.literal('smaller-batch'),
    step: z.number().int(),
    from: z.number().int(),
    to: z.number().int(),
  }),
  /** A photo that cannot be read; training goes on without it. */
  z.object({ event: z.literal('skipped'), file: z.string(), message: z.string() }),
  z.object({ event: z.literal('checkpoint'), step: z.number().int(), file: z.string() }),
  z.object({
    event: z.literal('done'),
    reason: z.enum(['finished', 'early-stopping', 'time', 'cancelled']),
    step: z.number().int(),
    seconds: z.number(),
    /** Folder of the best model; null where no epoch was validated. */
    model: z.string().nullable(),
  }),
  /** The log that is read here was changed outside Macule, or damaged: what it held from this line on is left out. */
  z.object({ event: z.literal('log-broken'), line: z.number().int() }),
]);
export type TrainingEvent = Readonly<z.infer<typeof trainingEventSchema>>;

/** @param line the first that does not follow from those before it, from 1. */
export const logBrokenAt = (line: number): TrainingEvent => ({ event: 'log-broken', line });

/** The events of a file of one JSON object a line; a line that a kill cut short is passed over. */
export function* eventsIn(text: string): Generator<TrainingEvent> {
  for (const line of text.split('\n')) {
    const event = eventIn(line);
    if (event) yield event;
  }
}

function eventIn(line: string): TrainingEvent | null {
  if (line.trim() === '') return null;
  try {
    return trainingEventSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
