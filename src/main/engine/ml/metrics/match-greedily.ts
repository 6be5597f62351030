import type { Affinity } from './affinity';
import type { JudgedPhoto, MarkedLesion } from './judged-photo';

/** A detection after its turn. Indices point into the photo's own lists. */
export interface MatchedDetection {
  readonly detection: number;
  readonly score: number;
  /** The reference it took; null where it found none free. */
  readonly reference: number | null;
  /** Whether that reference counts neither for nor against. */
  readonly ignored: boolean;
}

/**
 * One-to-one matching on one photo, as in the COCO evaluation: detections take their turn by falling score
 * (equal scores in their given order); each takes the free reference that fits it best (the later of equals),
 * and one to be ignored only where no other fits.
 */
export function matchGreedily(
  { detections, references }: JudgedPhoto,
  affinity: Affinity,
): readonly MatchedDetection[] {
  const taken = references.map(() => false);
  const take = (detection: number, score: number): MatchedDetection => {
    const best = bestFree(detections[detection]!.box, references, taken, affinity);
    if (best === null) return { detection, score, reference: null, ignored: false };
    taken[best] = true;
    return { detection, score, reference: best, ignored: references[best]!.ignored === true };
  };
  return detections
    .map(({ score }, detection) => ({ score, detection }))
    .sort((a, b) => b.score - a.score)
    .map(({ score, detection }) => take(detection, score));
}

function bestFree(
  box: Parameters<Affinity>[0],
  references: readonly MarkedLesion[],
  taken: readonly boolean[],
  affinity: Affinity,
): number | null {
  let best: number | null = null;
  let bestValue = -Infinity;
  let bestIgnored = true;
  references.forEach((reference, index) => {
    const ignored = reference.ignored === true;
    if (taken[index] || (ignored && !bestIgnored)) return;
    const value = affinity(box, reference);
    if (value === null || (value < bestValue && ignored === bestIgnored)) return;
    [best, bestValue, bestIgnored] = [index, value, ignored];
  });
  return best;
}
