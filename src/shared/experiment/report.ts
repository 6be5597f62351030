import { z } from 'zod';
import { engineIdSchema } from '../engine/status';
import { failureSchema } from '../errors';
import { runSettingsSchema } from '../training/recipe';
import { detectionResultSchema } from './detection-result';
import { EXPERIMENT_MODELS } from './models';
import { presenceFiguresSchema } from './presence-result';

export const experimentModelSchema = z.enum(EXPERIMENT_MODELS);

const figures = z.record(z.string(), z.number());

/** One validation during training. */
const epochPointSchema = z.object({
  /** Epochs done. */
  epoch: z.number().int(),
  /** Since the start of the run. */
  seconds: z.number(),
  /** Means over the epoch, on the training photos as they are varied. */
  losses: figures,
  /** On the validation photos. */
  metrics: figures,
  /** Whether these were the best weights so far. */
  best: z.boolean(),
});
export type EpochPoint = Readonly<z.infer<typeof epochPointSchema>>;

/** All that was measured on the test photos, for the report's tables and curves. */
const resultSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('presence'), figures: presenceFiguresSchema }),
  z.object({ kind: z.literal('detection'), figures: detectionResultSchema }),
]);
export type MeasuredResult = Readonly<z.infer<typeof resultSchema>>;

const named = {
  model: experimentModelSchema,
  title: z.string(),
  /** I: which types are on the picture. II: where each lesion is. */
  experiment: z.enum(['I', 'II']),
};

const measuredRowSchema = z.object({
  ...named,
  status: z.literal('measured'),
  /** On the measured photos; the sum of box and class loss (and the focal term) for a detector. */
  loss: z.number().nullable(),
  /** On the measured photos, by the names of validations; undefined figures are null or missing. */
  metrics: z.record(z.string(), z.number().nullable()),
  /** Epochs trained, and the one whose weights were measured. */
  epochs: z.number().int(),
  bestEpoch: z.number().int().nullable(),
  /** Training and validation, over all resumed parts. */
  seconds: z.number(),
  evaluationSeconds: z.number(),
  /** Numbers that training changes. */
  parameters: z.number().int(),
  ended: z.enum(['finished', 'early-stopping', 'time']),
  /** Photos that the figures are of. */
  measuredOn: z.object({ split: z.enum(['test', 'valid']), photos: z.number().int() }),
  settings: runSettingsSchema,
  engine: z.object({ id: engineIdSchema, device: z.string() }),
  /** Photos that could not be read while training or measuring. */
  unreadable: z.number().int(),
  curve: z.array(epochPointSchema),
  result: resultSchema,
  /** Pictures in the report's folder, with truth and predictions; none in Experiment I. */
  pictures: z.array(z.string()),
});
export type MeasuredRow = Readonly<z.infer<typeof measuredRowSchema>>;

const missingRowSchema = z.object({
  ...named,
  status: z.literal('not-run'),
  loss: z.null(),
  metrics: z.object({}),
  epochs: z.literal(0),
  seconds: z.literal(0),
  parameters: z.null(),
  failure: failureSchema,
});

export const experimentRowSchema = z.discriminatedUnion('status', [measuredRowSchema, missingRowSchema]);
export type ExperimentRow = Readonly<z.infer<typeof experimentRowSchema>>;

/** The photos that an experiment ran on: numbers, no names. */
export const experimentDataSchema = z.object({
  /** Name of the folder. */
  name: z.string(),
  /** SHA-256 over names, sizes, hashes and labels of all photos; null where nothing could be run. */
  fingerprint: z.string().nullable(),
  photos: z.object({ train: z.number().int(), valid: z.number().int(), test: z.number().int() }),
  boxes: z.object({ train: z.number().int(), valid: z.number().int(), test: z.number().int() }),
  /** Photos that show each type, of the measured split. */
  showing: z.record(z.string(), z.number().int()),
  /** Sentences on what would spoil training with these data, or the figures measured on them. */
  findings: z.array(z.string()),
  /** Rows of the label files that were skipped. */
  problems: z.number().int(),
});
export type ExperimentData = Readonly<z.infer<typeof experimentDataSchema>>;

/** `report.json`. */
export const experimentReportSchema = z.object({
  format: z.literal(1),
  startedAt: z.iso.datetime(),
  writtenAt: z.iso.datetime(),
  seed: z.number().int(),
  data: experimentDataSchema,
  rows: z.array(experimentRowSchema),
  /** Experiment I without looking at pictures: each type gets its share among the training photos. */
  baseline: presenceFiguresSchema.nullable(),
  machine: z.object({
    processor: z.string(),
    cores: z.number().int(),
    memoryGB: z.number(),
    system: z.string(),
  }),
  versions: z.record(z.string(), z.string()),
});
export type ExperimentReport = Readonly<z.infer<typeof experimentReportSchema>>;
