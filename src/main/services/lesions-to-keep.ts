import type { DetectedLesion } from '../../shared/clinical/lesion';

/** More lesions than this below the operating threshold serve nobody, and slow the map down. */
export const MAX_FAINT = 2_000;

export interface KeptLesions {
  readonly lesions: readonly DetectedLesion[];
  /** Lowest score down to which the list is complete, 0–1. */
  readonly floor: number;
}

/**
 * Every lesion at or above the operating threshold, and of the fainter ones the surest.
 * @param floor lowest score that was asked for; it rises where faint lesions are left out.
 */
export function lesionsToKeep(
  found: readonly DetectedLesion[],
  threshold: number,
  floor: number,
  maxFaint: number = MAX_FAINT,
): KeptLesions {
  const byScore = [...found].sort((a, b) => b.score - a.score);
  const faint = byScore.filter(({ score }) => score < threshold);
  const firstLeftOut = faint[maxFaint];
  if (!firstLeftOut) return { lesions: byScore, floor };
  const complete = byScore.filter(({ score }) => score > firstLeftOut.score);
  const lowest = complete.at(-1)?.score ?? threshold;
  return { lesions: complete, floor: Math.min(lowest, threshold) };
}
