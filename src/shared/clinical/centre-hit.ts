import type { Box } from '../geometry/box';

/** How a set of detections meets a set of reference lesions, by index. */
export interface CentreHits {
  /** Pairs of detection and reference index, in the order in which they were made. */
  readonly matched: readonly { readonly detection: number; readonly reference: number }[];
  /** References that no detection hit. */
  readonly missed: readonly number[];
  /** Detections that hit no reference of their own. */
  readonly extra: readonly number[];
}

/**
 * Centre-hit matching: a detection hits a reference lesion when the centre of its box lies inside the
 * reference's box. Detections take their turn by falling score; each takes the free reference whose
 * centre is nearest, and a reference is taken once. Types play no part.
 *
 * Chosen over an overlap threshold because experts' outlines of the same lesion seldom overlap by half.
 * @param detections boxes with scores 0–1, in the same unit as `references`.
 */
export function matchByCentre(
  detections: readonly { readonly box: Box; readonly score: number }[],
  references: readonly { readonly box: Box }[],
): CentreHits {
  const free = new Set(references.keys());
  const matched: { detection: number; reference: number }[] = [];
  const extra: number[] = [];
  const byScore = [...detections.entries()].sort(([, a], [, b]) => b.score - a.score);
  for (const [detection, { box }] of byScore) {
    const reference = nearestHolding(box, references, free);
    if (reference === null) extra.push(detection);
    else {
      free.delete(reference);
      matched.push({ detection, reference });
    }
  }
  return { matched, missed: [...free], extra };
}

function nearestHolding(
  box: Box,
  references: readonly { readonly box: Box }[],
  free: ReadonlySet<number>,
): number | null {
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  let nearest: number | null = null;
  let least = Infinity;
  for (const index of free) {
    const held = references[index]?.box;
    if (!held || x < held.x || y < held.y || x > held.x + held.width || y > held.y + held.height) continue;
    const distance = Math.hypot(x - held.x - held.width / 2, y - held.y - held.height / 2);
    if (distance < least) {
      least = distance;
      nearest = index;
    }
  }
  return nearest;
}
