import { z } from 'zod';
import type { RepeatError } from './change';

/**
 * How far the starter detector's count of an unchanged face varies from photo to photo. Measured on 60 validation
 * photos of clinic faces (17.4 lesions on average), each counted four times: as it is, and mirrored, scaled, turned,
 * lit and compressed as other shots would be (standard deviation 3.3). Rendered faces that really were photographed
 * again vary less (0.25 + 0.03 a lesion), so these are the careful figures: `tests/opt-in/repeat-error.test.ts`.
 */
export const DETECTOR_REPEAT_ERROR: RepeatError = { constant: 0, perLesion: 0.58 };

/** The model's counts of one view of one patient, photographed twice within minutes. */
export type RepeatedCounts = readonly [first: number, second: number];

/**
 * Repeated pairs from which on a clinic's own repeat error is used. The 95 % confidence limits of a within-subject
 * standard deviation from n pairs are about ± 1.96 / √(2n) of it (Bland, "How can I decide the sample size for a
 * repeatability study?"; two readings each): 48 pairs give ± 20 %.
 */
export const LEAST_REPEATED_PAIRS = 48;

/** What intervals of counts are made with, and where it comes from. */
export const repeatErrorInUseSchema = z.object({
  error: z.object({ constant: z.number(), perLesion: z.number() }),
  /** Whether it is the clinic's own. */
  measuredHere: z.boolean(),
  /** Repeated pairs of this clinic, by the model that analysed last. */
  pairs: z.number().int(),
});
export type RepeatErrorInUse = Readonly<z.infer<typeof repeatErrorInUseSchema>>;

export const BUILT_IN_REPEAT_ERROR: RepeatErrorInUse = {
  error: DETECTOR_REPEAT_ERROR,
  measuredHere: false,
  pairs: 0,
};

/**
 * The repeat error of a clinic's own pairs, once there are {@link LEAST_REPEATED_PAIRS}; the built-in one before. Of
 * two counts of the same face each has the variance `perLesion` · count, so their squared differences add up to
 * `perLesion` times all their lesions.
 */
export function repeatErrorInUse(pairs: readonly RepeatedCounts[]): RepeatErrorInUse {
  const lesions = pairs.reduce((sum, [first, second]) => sum + first + second, 0);
  const squares = pairs.reduce((sum, [first, second]) => sum + (first - second) ** 2, 0);
  if (pairs.length < LEAST_REPEATED_PAIRS || lesions === 0) {
    return { ...BUILT_IN_REPEAT_ERROR, pairs: pairs.length };
  }
  return {
    error: { constant: 0, perLesion: squares / lesions },
    ...{ measuredHere: true, pairs: pairs.length },
  };
}

/** Where the intervals come from, in a sentence. */
export function repeatErrorWords({ measuredHere, pairs }: RepeatErrorInUse): string {
  if (measuredHere) return `Intervals: repeat error measured on ${pairs} repeated pairs of this clinic.`;
  const so = pairs === 0 ? 'none of this clinic yet' : `${pairs} of this clinic so far`;
  return `Intervals: repeat error as delivered. Two photos of one view, taken 1 to 30 minutes apart in a visit, measure this clinic’s own; ${LEAST_REPEATED_PAIRS} such pairs are needed, ${so}.`;
}
