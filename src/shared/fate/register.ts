import type { Face } from '../face/face';
import type { Point, Size } from '../geometry/viewport';
import { thinPlateSpline, type PlaneMap } from './spline';

/** A photo with the face on it. */
export interface FacedPhoto extends Size {
  readonly face: Face | null;
  /** Whether a person put the face there. */
  readonly byHand?: boolean;
}

/** How one photo of a face lies on another. */
export interface Registration {
  /** From pixels of the later photo to pixels of the earlier one. */
  readonly toEarlier: PlaneMap;
  /** The same without its bends: x' = a·x − b·y + x₀, y' = b·x + a·y + y₀. */
  readonly similarity: Similarity;
  /** Distance of the outer corners of the eyes on the earlier photo, pixels: the measure of everything. */
  readonly unit: number;
  /**
   * What is left between the faces after turning, moving and scaling one onto the other, as a share of the unit:
   * how differently the head was held.
   */
  readonly poseDifference: number;
}

/** A turn, a scale and a shift of the plane. */
export interface Similarity {
  readonly a: number;
  readonly b: number;
  readonly x: number;
  readonly y: number;
}

/** Why two photos were not laid over each other. */
export type Refusal = 'no-face-earlier' | 'no-face-later' | 'different-view';

export type RegistrationResult =
  | { readonly ok: true; readonly registration: Registration }
  | { readonly ok: false; readonly refusal: Refusal; readonly poseDifference: number | null };

/** Beyond this pose difference the photos show different views. */
const MOST_POSE_DIFFERENCE = 0.16;
/** Every so many landmarks carry the spline: neighbours say the same. */
const EVERY = 6;
/** Of the spline, in squared units: landmarks shake by about a hundredth. */
const SMOOTHING = 0.02;
/**
 * … where a person put one of the faces there: their points shake by a few hundredths, and a spline through them would
 * bend by that. This much leaves little but a shear and what all points nearby say. Chosen on rendered pairs among 0.02,
 * 0.2, 1, 5 and 20: docs/lesion-fate.md.
 */
const SMOOTHING_BY_HAND = 5;
const EYES = [33, 263] as const;

/**
 * Lays a later photo of a face over an earlier one by their landmarks: a smoothed thin-plate spline, so that turned
 * heads and smiles are followed; less closely where a face was placed by hand. Refuses photos without a face and
 * different views.
 */
export function registerFaces(earlier: FacedPhoto, later: FacedPhoto): RegistrationResult {
  if (!earlier.face) return { ok: false, refusal: 'no-face-earlier', poseDifference: null };
  if (!later.face) return { ok: false, refusal: 'no-face-later', poseDifference: null };
  const to = pixels(earlier.face, earlier);
  const from = pixels(later.face, later);
  const unit = distance(to[EYES[0]], to[EYES[1]]);
  const fitted = similarity(from, to);
  const laid: PlaneMap = (point) => applySimilarity(fitted, point);
  const poseDifference =
    Math.sqrt(mean(from.map((point, index) => squared(laid(point), to[index])))) / Math.max(1e-6, unit);
  if (poseDifference > MOST_POSE_DIFFERENCE) return { ok: false, refusal: 'different-view', poseDifference };
  // In units after the similarity, so that smoothing means the same on every photo.
  const few = from.flatMap((point, index) =>
    index % EVERY === 0 ? [{ point, target: to[index] ?? point }] : [],
  );
  const inUnits = ({ x, y }: Point): Point => ({ x: x / unit, y: y / unit });
  const spline = thinPlateSpline(
    few.map(({ point }) => inUnits(laid(point))),
    few.map(({ target }) => inUnits(target)),
    earlier.byHand || later.byHand ? SMOOTHING_BY_HAND : SMOOTHING,
  );
  const toEarlier: PlaneMap = (point) => {
    const similar = laid(point);
    if (!spline) return similar;
    const { x, y } = spline(inUnits(similar));
    return { x: x * unit, y: y * unit };
  };
  return { ok: true, registration: { toEarlier, similarity: fitted, unit, poseDifference } };
}

const ORIGIN: Point = { x: 0, y: 0 };
const pixels = ({ landmarks }: Face, { width, height }: Size): readonly Point[] =>
  landmarks.map(({ x, y }) => ({ x: x * width, y: y * height }));
const squared = (a: Point, b: Point = ORIGIN): number => (a.x - b.x) ** 2 + (a.y - b.y) ** 2;
const distance = (a: Point = ORIGIN, b: Point = ORIGIN): number => Math.sqrt(squared(a, b));
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** The turn, scale and shift that carry points onto others with the least squared error (Umeyama 1991). */
export function similarity(from: readonly Point[], to: readonly Point[]): Similarity {
  const [fx, fy] = [mean(from.map(({ x }) => x)), mean(from.map(({ y }) => y))];
  const [tx, ty] = [mean(to.map(({ x }) => x)), mean(to.map(({ y }) => y))];
  let [along, across, size] = [0, 0, 0];
  for (const [index, { x, y }] of from.entries()) {
    const target = to[index] ?? ORIGIN;
    const [dx, dy, ex, ey] = [x - fx, y - fy, target.x - tx, target.y - ty];
    along += dx * ex + dy * ey;
    across += dx * ey - dy * ex;
    size += dx * dx + dy * dy;
  }
  const [a, b] = size === 0 ? [1, 0] : [along / size, across / size];
  return { a, b, x: tx - a * fx + b * fy, y: ty - b * fx - a * fy };
}

export const applySimilarity = ({ a, b, x, y }: Similarity, point: Point): Point => ({
  x: a * point.x - b * point.y + x,
  y: b * point.x + a * point.y + y,
});
