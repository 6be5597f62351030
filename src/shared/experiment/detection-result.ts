import { z } from 'zod';
import { lesionTypeSchema } from '../clinical/lesion';

const unit = z.number().min(0).max(1);
const rate = unit.nullable();
const interval = z.object({ low: z.number(), high: z.number(), resamples: z.number().int() }).nullable();
const rates = z.object({ threshold: z.number(), recall: rate, precision: rate, f1: rate });
const counts = z.object({
  meanAbsoluteError: z.number().nullable(),
  bias: z.number().nullable(),
  pearson: z.number().nullable(),
  spearman: z.number().nullable(),
});
const cells = z.record(z.enum([...lesionTypeSchema.options, 'background']), z.number().int());

/** What is measured about a detector; docs/metrics.md says what each figure means. */
export const detectionResultSchema = z.object({
  photos: z.number().int(),
  lesions: z.number().int(),
  ap50: rate,
  ap50To95: rate,
  centreHit: rates,
  bestCentreHit: rates.nullable(),
  counts,
  calibrationError: rate,
  ap50ByType: z.partialRecord(lesionTypeSchema, unit),
  ap50To95ByType: z.partialRecord(lesionTypeSchema, unit),
  precisionRecall: z
    .object({
      raw: z.array(z.object({ score: z.number(), recall: unit, precision: unit })),
      interpolated: z.array(unit),
    })
    .nullable(),
  froc: z
    .object({
      recallAt: z.array(z.object({ falseMarks: z.number(), recall: unit })),
      curve: z.array(z.object({ score: z.number(), falseMarks: z.number(), recall: unit })),
    })
    .nullable(),
  confusion: z.record(z.enum([...lesionTypeSchema.options, 'open', 'background']), cells),
  countsByType: z.partialRecord(lesionTypeSchema, counts.extend({ photos: z.number().int() })),
  intervals: z.object({
    resamples: z.number().int(),
    ap50: interval,
    ap50To95: interval,
    ap50ByType: z.partialRecord(lesionTypeSchema, interval),
    centreHit: z.object({ recall: interval, precision: interval, f1: interval }),
    counts: z.object({ meanAbsoluteError: interval, bias: interval, pearson: interval }),
  }),
});
export type DetectionResult = Readonly<z.infer<typeof detectionResultSchema>>;
