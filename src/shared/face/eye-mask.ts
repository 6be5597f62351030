import type { Point, Size } from '../geometry/viewport';
import type { Face } from './face';

/** Landmarks of FaceMesh (Kartynnik 2019) round both eyes, the person's right one first. */
const EYES = [
  ...[33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246],
  ...[263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466],
] as const;
const BROWS = [
  ...[70, 63, 105, 66, 107, 55, 65, 52, 53, 46],
  ...[300, 293, 334, 296, 336, 285, 295, 282, 283, 276],
] as const;
const EYE_CORNERS = [33, 263] as const;

/** Free room on every side of eyes and brows, as a share of the face's length. */
const MARGIN = 0.09;

/** Both eyes and brows of a face, photo pixels. @param photo in pixels. */
export const eyesAndBrows = (face: Face, photo: Size): readonly Point[] =>
  pointsOf(face, photo, [...EYES, ...BROWS]);

/**
 * The bar that hides both eyes and brows generously, over the bridge of the nose and to the temples: four corners in
 * photo pixels, turned as the eyes are. They may lie outside the photo.
 * @param photo in pixels.
 */
export function eyeMask(face: Face, photo: Size): readonly Point[] {
  const [right, left] = pointsOf(face, photo, EYE_CORNERS);
  const angle = right && left ? Math.atan2(left.y - right.y, left.x - right.x) : 0;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const turned = ({ x, y }: Point): Point => ({ x: x * cos + y * sin, y: y * cos - x * sin });
  const back = ({ x, y }: Point): Point => ({ x: x * cos - y * sin, y: x * sin + y * cos });
  const all = face.landmarks.map(({ x, y }) => turned({ x: x * photo.width, y: y * photo.height }));
  const room = MARGIN * Math.max(span(all.map(({ x }) => x)), span(all.map(({ y }) => y)));
  const hidden = eyesAndBrows(face, photo).map(turned);
  const [xs, ys] = [hidden.map(({ x }) => x), hidden.map(({ y }) => y)];
  const [from, to] = [Math.min(...xs) - room, Math.max(...xs) + room];
  const [top, bottom] = [Math.min(...ys) - room, Math.max(...ys) + room];
  return [
    { x: from, y: top },
    { x: to, y: top },
    { x: to, y: bottom },
    { x: from, y: bottom },
  ].map(back);
}

const pointsOf = (
  { landmarks }: Face,
  { width, height }: Size,
  indices: readonly number[],
): readonly Point[] =>
  indices.map((index) => {
    const { x, y } = landmarks[index] ?? { x: 0, y: 0 };
    return { x: x * width, y: y * height };
  });

const span = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);
