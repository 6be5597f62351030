import { z } from 'zod';
import { lesionTypeSchema, typeScoresSchema } from '../../../src/shared/clinical/lesion';
import { engineReportSchema, engineIdSchema } from '../../../src/shared/engine/status';
import { FAILURE_KINDS } from '../../../src/shared/errors';

/** What each command prints with `--json`: strict, so that a field more or less is noticed. */

const errorSchema = z.strictObject({
  kind: z.enum(FAILURE_KINDS),
  message: z.string().min(1),
  advice: z.string().min(1).optional(),
});
export const fatalSchema = z.strictObject({ error: errorSchema });

const modelSchema = z.strictObject({ id: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/) });
const engineSchema = z.strictObject({ id: engineIdSchema, device: z.string() });
const unit = z.number().min(0).max(1);
const failedSchema = z.strictObject({ file: z.string(), error: errorSchema });

export const doctorSchema = z.strictObject({
  versions: z.record(z.string(), z.string().regex(/^\d+\./)),
  engines: z.array(z.strictObject(engineReportSchema.shape)).min(1),
  chosen: z.strictObject({ infer: engineIdSchema, train: engineIdSchema }),
});

const photoSchema = z.strictObject({
  file: z.string(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  ms: z.strictObject({ decode: z.number(), infer: z.number(), total: z.number() }),
  lesions: z.array(
    z.strictObject({
      type: lesionTypeSchema,
      score: unit,
      typeScores: typeScoresSchema,
      box: z.tuple([z.number(), z.number(), z.number(), z.number()]),
    }),
  ),
  overlay: z.string().optional(),
});
export type PhotoJson = z.infer<typeof photoSchema>;

export const predictSchema = z.strictObject({
  model: modelSchema,
  engine: engineSchema,
  threshold: unit,
  photos: z.array(z.union([photoSchema, failedSchema])),
});

const ratesSchema = z.strictObject({
  threshold: unit,
  recall: unit.nullable(),
  precision: unit.nullable(),
  f1: unit.nullable(),
});
const figuresSchema = z.strictObject({
  photos: z.number().int(),
  lesions: z.number().int(),
  ap50: unit.nullable(),
  ap50To95: unit.nullable(),
  centreHit: ratesSchema,
  bestCentreHit: ratesSchema.nullable(),
  counts: z.strictObject({
    meanAbsoluteError: z.number().nullable(),
    bias: z.number().nullable(),
    pearson: z.number().nullable(),
    spearman: z.number().nullable(),
  }),
  calibrationError: unit.nullable(),
  ap50ByType: z.partialRecord(lesionTypeSchema, unit),
});
export const evaluateSchema = z.strictObject({
  model: modelSchema,
  engine: engineSchema,
  threshold: unit,
  split: z.enum(['train', 'valid', 'test']),
  overall: figuresSchema,
  datasets: z.array(figuresSchema.extend({ name: z.string() })),
  failed: z.array(failedSchema),
});

export const trainingEventSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('start'), resumedAtStep: z.number().int(), seed: z.number() }),
  z.object({ event: z.literal('step'), step: z.number().int(), losses: z.record(z.string(), z.number()) }),
  z.object({
    event: z.literal('epoch'),
    epoch: z.number().int(),
    validation: z.object({ photos: z.number() }),
  }),
  z.object({ event: z.literal('checkpoint'), step: z.number().int(), file: z.string() }),
  z.object({
    event: z.literal('done'),
    reason: z.enum(['finished', 'time', 'cancelled']),
    step: z.number().int(),
    model: z.string().nullable(),
  }),
]);

const rowSchema = z.strictObject({
  file: z.string(),
  line: z.number().int().positive().optional(),
  message: z.string().min(1),
});
const count = z.number().int().nonnegative();
const splitCounts = z.strictObject({ train: count, valid: count, test: count });
const writtenSchema = z.strictObject({
  name: z.string(),
  folder: z.string(),
  photos: splitCounts,
  labels: count,
  linked: count,
  copied: count,
  referenced: count,
  renamed: z.array(z.strictObject({ from: z.string(), to: z.string() })),
  lost: z.array(z.string()),
  leftOut: z.array(rowSchema),
});

export const convertSchema = z.strictObject({
  format: z.enum(['seed', 'yolo', 'coco', 'voc', 'csv']),
  datasets: z.array(writtenSchema).min(1),
  skipped: z.array(rowSchema),
  changed: z.array(rowSchema),
});
