import { operatingPoints } from '../metrics/centre-hit-rates';
import { countReferences, type JudgedPhoto } from '../metrics/judged-photo';

/** Counts of all photos together may differ from the labels' by this share. */
const COUNT_TOLERANCE = 0.1;

/**
 * The operating threshold: of the scores from which on as many lesions are counted as are labelled, give or take a
 * tenth, the one with the best F1 of centre hits; where no score is such, the one whose count comes nearest.
 * @returns null where no detection hits a lesion.
 */
export function chooseThreshold(photos: readonly JudgedPhoto[]): number | null {
  const total = countReferences(photos);
  let best: { readonly threshold: number; readonly off: number; readonly f1: number } | null = null;
  for (const { threshold, hits, found } of operatingPoints(photos)) {
    // Within the tolerance all counts are as good.
    const off = Math.max(COUNT_TOLERANCE, Math.abs(found - total) / Math.max(1, total));
    const f1 = (2 * hits) / (found + total);
    if (best === null || off < best.off || (off === best.off && f1 > best.f1)) best = { threshold, off, f1 };
  }
  return best?.threshold ?? null;
}
