import { z } from 'zod';

const rate = z.number().min(0).max(1).nullable();
const average = z.object({ value: rate, classes: z.number().int(), leftOut: z.array(z.string()) });

/** What is measured about a classifier of several labels a picture; docs/metrics.md says what each means. */
export const presenceFiguresSchema = z.object({
  pictures: z.number().int(),
  loss: z.number().nullable(),
  subsetAccuracy: rate,
  argmaxAccuracy: rate,
  perLabel: z.array(
    z.object({
      label: z.string(),
      threshold: z.number(),
      truePositives: z.number().int(),
      falsePositives: z.number().int(),
      falseNegatives: z.number().int(),
      trueNegatives: z.number().int(),
      accuracy: rate,
      precision: rate,
      recall: rate,
      f1: rate,
      loss: z.number().nullable(),
      auroc: rate,
    }),
  ),
  macro: z.object({
    accuracy: average,
    precision: average,
    recall: average,
    f1: average,
    auroc: average,
  }),
});
export type PresenceResult = Readonly<z.infer<typeof presenceFiguresSchema>>;
