import { boxArea } from '../../../../shared/geometry/box';
import { toScreen, type Point, type View } from '../../../../shared/geometry/viewport';
import { outlineBox, type Outline } from '../layers/mark-shape';
import type { Mark } from '../store/mark';

/** Screen pixels beyond an outline that still count as on it. */
const SLACK = 3;

/**
 * The mark under a point (screen pixels), or null. Boxes first, then the exact shape; of several, the
 * smallest, so that a papule inside a nodule can be reached.
 * @param least width of an outline as drawn, screen pixels.
 */
export function markAt<M extends Mark>(
  marks: readonly M[],
  point: Point,
  view: View,
  outline: Outline,
  least: number,
): M | null {
  let found: M | null = null;
  for (const mark of marks) {
    const box = outlineBox(toScreen(mark.box, view), least);
    const dx = Math.abs(point.x - box.x - box.width / 2) / (box.width / 2 + SLACK);
    const dy = Math.abs(point.y - box.y - box.height / 2) / (box.height / 2 + SLACK);
    if (dx > 1 || dy > 1) continue;
    if (outline === 'ellipse' && dx * dx + dy * dy > 1) continue;
    if (!found || boxArea(mark.box) < boxArea(found.box)) found = mark;
  }
  return found;
}
