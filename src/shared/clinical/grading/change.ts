/** A count against the one at the baseline. */
export interface Change {
  readonly absolute: number;
  /** 100 · (n − n₀) / n₀; null ("n/a") where there was nothing at the baseline. */
  readonly percent: number | null;
}

/** How a count has changed since the baseline. */
export const changeSince = (baseline: number, now: number): Change => ({
  absolute: now - baseline,
  percent: baseline === 0 ? null : (100 * (now - baseline)) / baseline,
});

/**
 * How far the same face's count varies from photo to photo: its variance is `constant` + `perLesion` · count. For a
 * counter that overlooks lesions by chance, `perLesion` alone would do.
 */
export interface RepeatError {
  readonly constant: number;
  readonly perLesion: number;
}

/** Of a normal distribution, 95 % lie within so many standard deviations. */
const TWO_SIDED_95 = 1.96;

const varianceOf = (count: number, { constant, perLesion }: RepeatError): number =>
  constant + perLesion * Math.max(0, count);

export interface CountInterval {
  readonly low: number;
  readonly high: number;
}

/** The 95 % interval of a count, in whole lesions, never below 0. */
export function countInterval(count: number, error: RepeatError): CountInterval {
  const reach = TWO_SIDED_95 * Math.sqrt(varianceOf(count, error));
  return { low: Math.max(0, Math.floor(count - reach)), high: Math.ceil(count + reach) };
}

/**
 * Whether two counts differ by more than repeated counts of an unchanged face would in 95 of 100 cases (Bland &
 * Altman 1986, coefficient of repeatability, with a variance that grows with the count).
 */
export const isRealChange = (baseline: number, now: number, error: RepeatError): boolean =>
  Math.abs(now - baseline) > TWO_SIDED_95 * Math.sqrt(varianceOf(baseline, error) + varianceOf(now, error));
