import { mixSeed, seededRandom } from '../random';

/** A 95 % confidence interval, with how many resamples had a value: where some had none it says less. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly resamples: number;
}

/**
 * How often each photo is in resample `index` of the bootstrap (Efron 1979): as many photos are drawn as there
 * are, with replacement. Each resample has a random stream of its own, so that resamples can be computed in any
 * order and on any number of threads with the same result.
 */
export function resampleWeights(photoCount: number, seed: number, index: number): Uint16Array {
  const random = seededRandom(mixSeed(seed, 'bootstrap', index));
  const weights = new Uint16Array(photoCount);
  for (let drawn = 0; drawn < photoCount; drawn += 1) weights[Math.floor(random() * photoCount)]! += 1;
  return weights;
}

/**
 * The percentile interval (Efron & Tibshirani 1993, chapter 13): the 2.5 % and 97.5 % quantiles of the resampled
 * values, linear between neighbours (Hyndman & Fan 1996, type 7).
 * @param values one a resample, null where a resample has none.
 * @returns null where fewer than half of the resamples have a value.
 */
export function percentileInterval(values: readonly (number | null)[]): Interval | null {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  if (sorted.length === 0 || sorted.length * 2 < values.length) return null;
  return { low: quantile(sorted, 0.025), high: quantile(sorted, 0.975), resamples: sorted.length };
}

function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)]!;
  const above = sorted[Math.ceil(place)]!;
  return below + (above - below) * (place - Math.floor(place));
}
