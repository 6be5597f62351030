import { centreHit } from './affinity';
import { countReferences, type JudgedPhoto } from './judged-photo';
import { rankedMatches, type RankedMatch } from './ranked-matches';

/** False marks a photo at which recall is reported. */
export const FROC_FALSE_MARKS = [1, 2, 5, 10] as const;

/** All detections of at least this score. */
export interface FrocPoint {
  readonly score: number;
  /** Detections that hit no lesion, or one that another has taken, a photo. */
  readonly falseMarks: number;
  /** Lesions hit, 0–1. */
  readonly recall: number;
}

/**
 * The free-response curve (Bunch 1978; Chakraborty 1989): recall against false marks a photo as the threshold
 * falls. One point a distinct score, because detections of one score stand or fall together. A hit is a centre
 * hit, one to one; a second mark on a lesion is false, for it makes the count wrong.
 * @returns rising in both; null where no photo has a lesion.
 */
export function frocCurve(photos: readonly JudgedPhoto[]): readonly FrocPoint[] | null {
  const total = countReferences(photos);
  return total === 0 ? null : frocOfRanked(rankedMatches(photos, centreHit), total, photos.length);
}

export function frocOfRanked(
  ranked: readonly RankedMatch[],
  total: number,
  photoCount: number,
): readonly FrocPoint[] {
  let hits = 0;
  return ranked.flatMap(({ score, hit }, index) => {
    if (hit) hits += 1;
    if (ranked[index + 1]?.score === score) return [];
    return [{ score, falseMarks: (index + 1 - hits) / photoCount, recall: hits / total }];
  });
}

/** The best recall with at most so many false marks a photo: that of a real threshold, nothing interpolated. */
export const recallAtFalseMarks = (curve: readonly FrocPoint[], falseMarks: number): number =>
  curve.findLast((point) => point.falseMarks <= falseMarks)?.recall ?? 0;
