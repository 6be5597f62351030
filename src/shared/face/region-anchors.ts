import { thinPlateSpline } from '../fate/spline';
import type { Point, Size } from '../geometry/viewport';
import type { Face } from './face';
import { axisOfLandmarks, axisOfOutline, fromOutline, toOutline, type FaceAxis } from './face-outline';

/** A point on the borders of the regions that a clinician may move. */
export interface RegionAnchor {
  /** What it is called; sides are the patient's own. */
  readonly name: string;
  /** Of FaceMesh (Kartynnik 2019). */
  readonly landmark: number;
  /** Whether it lies on the outline of the face, which runs outside its landmarks. */
  readonly outline: boolean;
}

/** Landmarks of the two ends of a face. */
const [TOP, BOTTOM] = [10, 152] as const;

const onOutline = (name: string, landmark: number): RegionAnchor => ({ name, landmark, outline: true });
const inside = (name: string, landmark: number): RegionAnchor => ({ name, landmark, outline: false });

/**
 * The points by which the regions are corrected, top to bottom, the patient's right first: few enough to be put in
 * place one by one, and every border runs through some of them.
 */
export const REGION_ANCHORS: readonly RegionAnchor[] = [
  onOutline('Hairline', TOP),
  onOutline('Right temple', 54),
  onOutline('Left temple', 284),
  inside('Right brow', 105),
  inside('Between the brows', 9),
  inside('Left brow', 334),
  inside('Root of the nose', 168),
  onOutline('Right edge of the face', 234),
  onOutline('Left edge of the face', 454),
  inside('Right wing of the nose', 129),
  inside('Left wing of the nose', 358),
  inside('Base of the nose', 2),
  inside('Right of the mouth', 212),
  inside('Left of the mouth', 432),
  onOutline('Right jaw', 172),
  onOutline('Left jaw', 397),
  inside('Crease above the chin', 200),
  onOutline('Below the chin', BOTTOM),
];

const TOP_ANCHOR = REGION_ANCHORS.findIndex(({ landmark }) => landmark === TOP);
const BOTTOM_ANCHOR = REGION_ANCHORS.findIndex(({ landmark }) => landmark === BOTTOM);
const ORIGIN: Point = { x: 0, y: 0 };

/** Farther outside the photo than this share of its size nothing can be put; landmarks are stored up to twice as far. */
const MOST_OUTSIDE = 0.5;
/** Shortest face that can be made, photo pixels. */
const SHORTEST = 8;

/** Where the anchors of a face lie, photo pixels, in the order of {@link REGION_ANCHORS}. @param photo in pixels. */
export function anchorsOf({ landmarks }: Face, photo: Size): readonly Point[] {
  const at = (index: number): Point => inPixels(landmarks[index] ?? ORIGIN, photo);
  const axis = axisOfLandmarks(at(TOP), at(BOTTOM));
  return REGION_ANCHORS.map(({ landmark, outline }) =>
    outline ? toOutline(axis, at(landmark)) : at(landmark),
  );
}

/** The axis of the face that anchors belong to. @param anchors photo pixels. */
export const axisOfAnchors = (anchors: readonly Point[]): FaceAxis =>
  axisOfOutline(anchors[TOP_ANCHOR] ?? ORIGIN, anchors[BOTTOM_ANCHOR] ?? ORIGIN);

/**
 * A face whose regions run through anchors: everything between them follows smoothly (a thin-plate spline, Bookstein
 * 1989). It depends on where the anchors are and not on the way that they took.
 * @param base what the anchors were moved away from: the face that the model found, or a standard one.
 * @param anchors photo pixels, as {@link anchorsOf} gives them.
 * @param photo in pixels.
 * @returns null where the anchors make no face, such as all of them on one line.
 */
export function faceThrough(base: Face, anchors: readonly Point[], photo: Size): Face | null {
  const axis = axisOfAnchors(anchors);
  if (axis.length < SHORTEST) return null;
  const before = base.landmarks.map((point) => inPixels(point, photo));
  const { middle, length } = axisOfLandmarks(before[TOP] ?? ORIGIN, before[BOTTOM] ?? ORIGIN);
  // In lengths of the face before, so that the spline's numbers are neither tiny nor huge.
  const inLengths = ({ x, y }: Point): Point => ({ x: (x - middle.x) / length, y: (y - middle.y) / length });
  const from = REGION_ANCHORS.map(({ landmark }) => inLengths(before[landmark] ?? ORIGIN));
  const to = REGION_ANCHORS.map(({ outline }, index) => {
    const anchor = anchors[index] ?? ORIGIN;
    return inLengths(outline ? fromOutline(axis, anchor) : anchor);
  });
  const spline = thinPlateSpline(from, to, 0);
  if (!spline) return null;
  return {
    confidence: 1,
    landmarks: before.map((point) => {
      const { x, y } = spline(inLengths(point));
      return { x: (x * length + middle.x) / photo.width, y: (y * length + middle.y) / photo.height };
    }),
  };
}

/** One anchor at another place, as near to it as can be. @param to photo pixels. @param photo in pixels. */
export const withAnchorAt = (
  anchors: readonly Point[],
  index: number,
  to: Point,
  photo: Size,
): readonly Point[] => anchors.map((anchor, other) => (other === index ? nearPhoto(to, photo) : anchor));

/** How a whole face is put into place. */
export interface WholeMove {
  /** Photo pixels. */
  readonly dx: number;
  readonly dy: number;
  /** About the middle of the face, radians, clockwise on the screen. */
  readonly turn: number;
  /** About the middle of the face, more than 0. */
  readonly scale: number;
}

/**
 * All anchors moved, turned and scaled together.
 * @param photo in pixels. @returns the anchors as they were where one of them would be lost outside the photo.
 */
export function movedAsWhole(
  anchors: readonly Point[],
  { dx, dy, turn, scale }: WholeMove,
  photo: Size,
): readonly Point[] {
  const { middle } = axisOfAnchors(anchors);
  const [cos, sin] = [Math.cos(turn) * scale, Math.sin(turn) * scale];
  const moved = anchors.map(({ x, y }) => ({
    x: middle.x + dx + (x - middle.x) * cos - (y - middle.y) * sin,
    y: middle.y + dy + (x - middle.x) * sin + (y - middle.y) * cos,
  }));
  const isLost = (point: Point | undefined): boolean => {
    const near = point && nearPhoto(point, photo);
    return near?.x !== point?.x || near?.y !== point?.y;
  };
  const losesOne = moved.some((point, index) => isLost(point) && !isLost(anchors[index]));
  return losesOne || axisOfAnchors(moved).length < SHORTEST ? anchors : moved;
}

function nearPhoto({ x, y }: Point, { width, height }: Size): Point {
  const near = (value: number, side: number): number =>
    Math.max(-MOST_OUTSIDE * side, Math.min((1 + MOST_OUTSIDE) * side, value));
  return { x: near(x, width), y: near(y, height) };
}

const inPixels = ({ x, y }: Point, { width, height }: Size): Point => ({ x: x * width, y: y * height });
