import type { Point } from '../geometry/viewport';

/** The landmarks of the outline lie a little inside the face: drawn larger by this. */
const OVAL_SLACK = 1.08;
/** The hairline lies above the uppermost landmarks: forehead, as a share of what the landmarks show of the face. */
const FOREHEAD_SLACK = 0.18;
/** How much farther from the middle than its landmark a point of the outline lies, upwards. */
const UPWARD = OVAL_SLACK * (1 + 2 * FOREHEAD_SLACK);

/** Where a face lies and how it is turned, photo pixels. */
export interface FaceAxis {
  readonly middle: Point;
  /** Unit vector from the chin to the forehead. */
  readonly up: Point;
  /** From the lowest to the uppermost landmark. */
  readonly length: number;
}

/** @param top uppermost landmark of the outline. @param bottom lowest one, at the chin. */
export function axisOfLandmarks(top: Point, bottom: Point): FaceAxis {
  const length = Math.hypot(top.x - bottom.x, top.y - bottom.y) || 1;
  return {
    middle: { x: (top.x + bottom.x) / 2, y: (top.y + bottom.y) / 2 },
    up: { x: (top.x - bottom.x) / length, y: (top.y - bottom.y) / length },
    length,
  };
}

/** The same axis by what is drawn. @param top of the outline, at the hairline. @param bottom of it, below the chin. */
export function axisOfOutline(top: Point, bottom: Point): FaceAxis {
  const drawn = axisOfLandmarks(top, bottom);
  const length = (2 * drawn.length) / (UPWARD + OVAL_SLACK);
  const below = (length / 2) * OVAL_SLACK;
  const middle = { x: bottom.x + drawn.up.x * below, y: bottom.y + drawn.up.y * below };
  return { middle, up: drawn.up, length };
}

/** Where the outline runs for one of its landmarks: the higher, the more hairline lies above it. */
export const toOutline = (axis: FaceAxis, landmark: Point): Point => stretched(axis, landmark, (by) => by);

/** The landmark of a point of the outline: undoes {@link toOutline}. */
export const fromOutline = (axis: FaceAxis, point: Point): Point => stretched(axis, point, (by) => 1 / by);

function stretched({ middle, up }: FaceAxis, point: Point, way: (factor: number) => number): Point {
  const [dx, dy] = [point.x - middle.x, point.y - middle.y];
  const along = dx * up.x + dy * up.y;
  const [across, lengthwise] = [way(OVAL_SLACK), way(along > 0 ? UPWARD : OVAL_SLACK)];
  return {
    x: middle.x + (dx - along * up.x) * across + along * up.x * lengthwise,
    y: middle.y + (dy - along * up.y) * across + along * up.y * lengthwise,
  };
}
