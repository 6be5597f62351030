import { z } from 'zod';
import { STATED_COUNT_KEYS } from '../../../src/shared/clinical/stated-type';
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
  preferred: engineIdSchema.nullable(),
  problem: z.string().nullable(),
  cache: z.strictObject({ folder: z.string(), bytes: z.number().int() }),
});

const photoSchema = z.strictObject({
  file: z.string(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  ms: z.strictObject({ decode: z.number(), infer: z.number(), total: z.number() }),
  scale: z.strictObject({ by: z.enum(['face', 'picture']), enlargement: z.number() }),
  lesions: z.array(
    z.strictObject({
      type: lesionTypeSchema,
      statedType: z.enum(STATED_COUNT_KEYS),
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

export const cropsSchema = z.strictObject({
  model: modelSchema,
  engine: engineSchema,
  threshold: unit,
  split: z.string(),
  lesions: z.number().int().positive(),
  confusion: z.record(z.string(), z.record(z.string(), z.number().int().nonnegative())),
  failed: z.array(failedSchema),
});

const ratesSchema = z.strictObject({
  threshold: unit,
  recall: unit.nullable(),
  precision: unit.nullable(),
  f1: unit.nullable(),
});
const countsSchema = z.strictObject({
  meanAbsoluteError: z.number().nullable(),
  bias: z.number().nullable(),
  pearson: z.number().nullable(),
  spearman: z.number().nullable(),
  intraclass: z.number().nullable(),
});
const intervalSchema = z
  .strictObject({ low: z.number(), high: z.number(), resamples: z.number().int().positive() })
  .nullable();
const confusionRowSchema = z.strictObject({
  comedone: z.number().int(),
  nodule: z.number().int(),
  papule: z.number().int(),
  pustule: z.number().int(),
  background: z.number().int(),
});
const falseMarks = z.number().nonnegative();
const shortFiguresSchema = z.strictObject({
  photos: z.number().int(),
  lesions: z.number().int(),
  ap50: unit.nullable(),
  ap50To95: unit.nullable(),
  centreHit: ratesSchema,
  bestCentreHit: ratesSchema.nullable(),
  counts: countsSchema,
  calibrationError: unit.nullable(),
  ap50ByType: z.partialRecord(lesionTypeSchema, unit),
});
const judgedSchema = z.strictObject({ inflammatory: z.int(), nonInflammatory: z.int() });
const lookAlikeRate = { labelled: z.int(), marked: z.int() };
const figuresSchema = shortFiguresSchema.extend({
  ap50To95ByType: z.partialRecord(lesionTypeSchema, unit),
  precisionRecall: z
    .strictObject({
      raw: z.array(z.strictObject({ score: unit, recall: unit, precision: unit })).max(200),
      interpolated: z.array(unit).length(101),
    })
    .nullable(),
  froc: z
    .strictObject({
      recallAt: z.array(z.strictObject({ falseMarks, recall: unit })),
      curve: z.array(z.strictObject({ score: unit, falseMarks, recall: unit })).max(200),
    })
    .nullable(),
  confusion: z.record(
    z.enum(['comedone', 'nodule', 'papule', 'pustule', 'open', 'background']),
    confusionRowSchema,
  ),
  countsByType: z.partialRecord(lesionTypeSchema, countsSchema.extend({ photos: z.number().int() })),
  inflammation: z.strictObject({ inflammatory: judgedSchema, nonInflammatory: judgedSchema }).nullable(),
  lookAlikes: z
    .strictObject({
      ...lookAlikeRate,
      byKind: z.record(z.string(), z.strictObject(lookAlikeRate)),
      clearPhotos: z.int(),
      marksPerClearPhoto: z.number().nullable(),
    })
    .nullable(),
  intervals: z.strictObject({
    method: z.string(),
    seed: z.number(),
    resamples: z.number().int(),
    ap50: intervalSchema,
    ap50To95: intervalSchema,
    ap50ByType: z.partialRecord(lesionTypeSchema, intervalSchema),
    centreHit: z.strictObject({ recall: intervalSchema, precision: intervalSchema, f1: intervalSchema }),
    recallAtFalseMarks: z.array(z.strictObject({ falseMarks, recall: intervalSchema })),
    counts: z.strictObject({
      meanAbsoluteError: intervalSchema,
      bias: intervalSchema,
      pearson: intervalSchema,
    }),
  }),
});
export const evaluateSchema = z.strictObject({
  model: modelSchema,
  engine: engineSchema,
  threshold: unit,
  split: z.enum(['train', 'valid', 'test']),
  overall: figuresSchema,
  datasets: z.array(figuresSchema.extend({ name: z.string() })),
  skinColours: z.array(shortFiguresSchema.extend({ group: z.string() })),
  failed: z.array(failedSchema),
});

const rowSchema = z.strictObject({
  file: z.string(),
  line: z.number().int().positive().optional(),
  message: z.string().min(1),
});
const count = z.number().int().nonnegative();
const splitCounts = z.strictObject({ train: count, valid: count, test: count });
const formatSchema = z.enum(['seed', 'yolo', 'coco', 'voc', 'csv']);
const writtenSchema = z.strictObject({
  name: z.string(),
  format: formatSchema,
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
  datasets: z.array(writtenSchema).min(1),
  skipped: z.array(rowSchema),
  changed: z.array(rowSchema),
});

export const splitSchema = z.strictObject({
  seed: count,
  fractions: z.strictObject({ train: unit, valid: unit, test: unit }),
  groups: count,
  largestGroup: count,
  alike: count,
  datasets: z.array(writtenSchema).min(1),
  skipped: z.array(rowSchema),
});

const namedPhotoSchema = z.strictObject({
  dataset: z.string(),
  split: z.enum(['train', 'valid', 'test']),
  file: z.string(),
});
const spreadSchema = z.strictObject({ smallest: z.number(), median: z.number(), largest: z.number() });
const splitSummarySchema = z.strictObject({ photos: count, boxes: count, clear: count });
const inspectedSchema = z.strictObject({
  name: z.string(),
  formats: z.array(formatSchema).min(1),
  splits: z.strictObject({
    train: splitSummarySchema,
    valid: splitSummarySchema,
    test: splitSummarySchema,
  }),
  classes: z.array(
    z.strictObject({ name: z.string(), means: z.string(), boxes: splitCounts, photos: splitCounts }),
  ),
  sizes: z.strictObject({
    photos: z.array(z.strictObject({ width: count, height: count, count })),
    boxes: spreadSchema.nullable(),
  }),
  skipped: z.array(rowSchema),
  changed: z.array(rowSchema),
  pictures: z.array(rowSchema),
  findings: z.array(z.string()),
});
export const inspectSchema = z.strictObject({
  datasets: z.array(inspectedSchema).min(1),
  sharedNames: z.array(
    z.strictObject({ stem: z.string(), leaks: z.boolean(), photos: z.array(namedPhotoSchema) }),
  ),
  duplicates: z
    .array(
      z.strictObject({
        kind: z.enum(['same-file', 'same-picture', 'mirrored']),
        leaks: z.boolean(),
        labelsDiffer: z.boolean(),
        photos: z.array(namedPhotoSchema),
      }),
    )
    .nullable(),
});
