import {
  axisOfAnchors,
  movedAsWhole,
  withAnchorAt,
  type WholeMove,
} from '../../../../shared/face/region-anchors';
import type { Point, Size } from '../../../../shared/geometry/viewport';

/** What is held: one of the points by its number, the whole face, or the grip that turns and sizes it. */
export type Grip = number | 'whole' | 'turn';

/** How far the grip that turns lies from the middle, to the upper right, in lengths of the face. */
const TURN_REACH = 0.62;

/** Where a grip lies. @param anchors photo pixels. @returns photo pixels. */
export function placeOfGrip(anchors: readonly Point[], grip: Grip): Point {
  if (typeof grip === 'number') return anchors[grip] ?? { x: 0, y: 0 };
  const { middle, up, length } = axisOfAnchors(anchors);
  if (grip === 'whole') return middle;
  const reach = TURN_REACH * length;
  return { x: middle.x + (up.x - up.y) * reach, y: middle.y + (up.y + up.x) * reach };
}

/**
 * Where the points are when a grip has been drawn along.
 * @param anchors where they were when it was taken hold of, photo pixels. @param dx, dy photo pixels. @param photo in pixels.
 */
export function draggedBy(
  anchors: readonly Point[],
  grip: Grip,
  { x: dx, y: dy }: Point,
  photo: Size,
): readonly Point[] {
  const from = placeOfGrip(anchors, grip);
  if (typeof grip === 'number') return withAnchorAt(anchors, grip, { x: from.x + dx, y: from.y + dy }, photo);
  if (grip === 'whole') return movedAsWhole(anchors, { ...STILL, dx, dy }, photo);
  const { middle } = axisOfAnchors(anchors);
  const [before, after] = [
    { x: from.x - middle.x, y: from.y - middle.y },
    { x: from.x + dx - middle.x, y: from.y + dy - middle.y },
  ];
  const turn = Math.atan2(after.y, after.x) - Math.atan2(before.y, before.x);
  const scale = Math.hypot(after.x, after.y) / Math.hypot(before.x, before.y);
  return scale > 0 ? movedAsWhole(anchors, { ...STILL, turn, scale }, photo) : anchors;
}

const STILL: WholeMove = { dx: 0, dy: 0, turn: 0, scale: 1 };

/** Of one press of an arrow key: screen pixels, radians, and a share of the size. */
const STEP = { pixels: 2, turn: Math.PI / 180, scale: 0.01 } as const;
/** Times as far with Shift. */
const FAR = 5;

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/**
 * Where the points are after an arrow key on a grip: it moves along; the grip that turns turns the face to the left and
 * right, makes it larger upwards and smaller downwards.
 * @param scale screen pixels of a photo pixel. @returns null for another key.
 */
export function movedByKey(
  anchors: readonly Point[],
  grip: Grip,
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
  photo: Size,
  scale: number,
): readonly Point[] | null {
  const arrow = ARROWS[key];
  if (!arrow) return null;
  const times = shiftKey ? FAR : 1;
  if (grip === 'turn') {
    const turn = arrow.x * STEP.turn * times;
    return movedAsWhole(anchors, { ...STILL, turn, scale: 1 - arrow.y * STEP.scale * times }, photo);
  }
  const step = (STEP.pixels * times) / scale;
  return draggedBy(anchors, grip, { x: arrow.x * step, y: arrow.y * step }, photo);
}
