import { z } from 'zod';
import { isBetter } from '../../../shared/training/metric-direction';

/** The best weights of a run so far, and how long ago they were. */
export const bestSoFarSchema = z.object({
  /** Value of the deciding metric; null where it was never defined. */
  value: z.number().nullable(),
  /** Whole epochs since then without better ones. */
  epochsSince: z.number().int(),
});
export type BestSoFar = Readonly<z.infer<typeof bestSoFarSchema>>;

/**
 * What is the best after one more validation.
 * @param before null before the first one, which is always the best so far.
 * @param value of the deciding metric; undefined where it cannot be had, which is never better.
 * @param wholeEpoch false where the run was ended within the epoch, which says nothing about patience.
 */
export function judgeEpoch(
  before: BestSoFar | null,
  metric: string,
  value: number | undefined,
  wholeEpoch: boolean,
): { readonly best: boolean; readonly after: BestSoFar } {
  const better =
    before === null ||
    (value !== undefined && (before.value === null || isBetter(metric, value, before.value)));
  if (better) return { best: true, after: { value: value ?? null, epochsSince: 0 } };
  return { best: false, after: { ...before, epochsSince: before.epochsSince + (wholeEpoch ? 1 : 0) } };
}

/** Whether a run has waited long enough for better weights. */
export const isPatienceOver = (best: BestSoFar | null, patience: number | undefined): boolean =>
  patience !== undefined && best !== null && best.epochsSince >= patience;
