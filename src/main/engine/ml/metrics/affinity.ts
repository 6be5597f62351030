import { intersectionOverUnion, type Box } from '../../../../shared/geometry/box';
import type { MarkedLesion } from './judged-photo';

/** How well a detection fits a reference: more is better, null is no match at all. */
export type Affinity = (detection: Box, reference: MarkedLesion) => number | null;

/**
 * Intersection over union of at least `threshold`.
 * @param threshold 0–1; like pycocotools, 1 means "all but 1e-10".
 */
export const overlapAtLeast = (threshold: number): Affinity => {
  const least = Math.min(threshold, 1 - 1e-10);
  return (detection, { box }) => {
    const overlap = intersectionOverUnion(detection, box);
    return overlap >= least ? overlap : null;
  };
};

/**
 * The detection's centre lies in the reference: in its circle where the annotator drew one, else in its box.
 * Of several references the one with the nearest centre fits best.
 */
export const centreHit: Affinity = (detection, { box, circle }) => {
  const x = detection.x + detection.width / 2;
  const y = detection.y + detection.height / 2;
  if (circle) {
    const distance = Math.hypot(x - circle.x, y - circle.y);
    return distance <= circle.radius ? -distance : null;
  }
  const inside = x >= box.x && y >= box.y && x <= box.x + box.width && y <= box.y + box.height;
  return inside ? -Math.hypot(x - box.x - box.width / 2, y - box.y - box.height / 2) : null;
};
