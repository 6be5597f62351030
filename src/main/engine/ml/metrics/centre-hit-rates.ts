import { centreHit } from './affinity';
import { countReferences, type JudgedPhoto } from './judged-photo';
import { rankedMatches } from './ranked-matches';

/** How many lesions are found, and how many detections are lesions, from one score upwards. Rates are 0–1. */
export interface CentreHitRates {
  readonly threshold: number;
  /** Lesions hit by a detection's centre; null where there is none to hit. */
  readonly recall: number | null;
  /** Detections whose centre hits a lesion; null where nothing was detected. */
  readonly precision: number | null;
  /** Harmonic mean of the two; null where there is nothing to find and nothing was found. */
  readonly f1: number | null;
}

/** The threshold of a detector that has hit no lesion yet, when none is better than another. */
export const THRESHOLD_WITHOUT_HITS = 0.3;

/** The rates of the detections with at least this score. */
export function centreHitRates(photos: readonly JudgedPhoto[], threshold: number): CentreHitRates {
  const kept = rankedMatches(photos, centreHit).filter(({ score }) => score >= threshold);
  return rates(threshold, kept.filter(({ hit }) => hit).length, kept.length, countReferences(photos));
}

/** What is found from one score on. */
export interface OperatingPoint {
  readonly threshold: number;
  readonly hits: number;
  readonly found: number;
}

/**
 * Every threshold from the first hit on, falling. Detections of one score stand or fall together, so only the last of
 * them is a threshold.
 */
export function operatingPoints(photos: readonly JudgedPhoto[]): readonly OperatingPoint[] {
  const ranked = rankedMatches(photos, centreHit);
  let hits = 0;
  return ranked.flatMap(({ score, hit }, index) => {
    if (hit) hits += 1;
    if (ranked[index + 1]?.score === score || hits === 0) return [];
    return [{ threshold: score, hits, found: index + 1 }];
  });
}

/**
 * The rates at the threshold with the best F1, the highest of equals.
 * @returns null where no detection hits a lesion: then no threshold is better than another.
 */
export function bestCentreHitRates(photos: readonly JudgedPhoto[]): CentreHitRates | null {
  const total = countReferences(photos);
  let best: CentreHitRates | null = null;
  for (const { threshold, hits, found } of operatingPoints(photos)) {
    const here = rates(threshold, hits, found, total);
    if ((here.f1 ?? 0) > (best?.f1 ?? 0)) best = here;
  }
  return best;
}

const rates = (threshold: number, hits: number, found: number, total: number): CentreHitRates => ({
  threshold,
  recall: total > 0 ? hits / total : null,
  precision: found > 0 ? hits / found : null,
  f1: total + found > 0 ? (2 * hits) / (total + found) : null,
});
