import type { Face } from '../../../shared/face/face';
import type { Box } from '../../../shared/geometry/box';
import type { Size } from '../../../shared/geometry/viewport';

/** Landmarks at the top of the forehead and at the chin. Unlike the eyes they keep their distance as a head turns. */
const [FOREHEAD, CHIN] = [10, 152] as const;

/**
 * Heights of faces in photos that detectors are taught with, at their working size: 295–1,099 pixels (medians 345 in
 * everyday portraits of 512 pixels, 818 in clinic photographs of 1,024). Only faces clearly below are enlarged.
 */
export const SMALL_FACE = 250;
/** Between the two medians, in proportion. Pixels. */
export const WANTED_FACE = 530;
/** Less than this brings nothing that a detector's own scales do not. */
const LEAST_GAIN = 1.25;
/** Room round the landmarks, which end at the hairline, as a share of the face's height. */
const ROOM = 0.3;

/** Height of a face in pixels of a picture. */
export function faceHeight({ landmarks }: Face, { width, height }: Size): number {
  const [top, bottom] = [landmarks[FOREHEAD], landmarks[CHIN]];
  return top && bottom ? Math.hypot((top.x - bottom.x) * width, (top.y - bottom.y) * height) : 0;
}

/**
 * How many times larger than at its working size a photo is to be looked at, so that its face has a size that was
 * taught: 1 where the face is large enough, or the photo holds no more pixels.
 * @param working size at which the face was found; `fullWidth` is that of the file.
 */
export function faceEnlargement(face: Face, working: Size & { readonly fullWidth: number }): number {
  const height = faceHeight(face, working);
  if (height === 0 || height >= SMALL_FACE) return 1;
  const enlargement = Math.min(WANTED_FACE / height, working.fullWidth / working.width);
  return enlargement < LEAST_GAIN ? 1 : enlargement;
}

/** The part of a photo that holds the face and its surroundings, fractions of the photo. */
export function faceFrame(face: Face, photo: Size): Box {
  const room = ROOM * faceHeight(face, photo);
  const span = (values: readonly number[], length: number): readonly [from: number, to: number] => [
    Math.max(0, Math.min(...values) - room / length),
    Math.min(1, Math.max(...values) + room / length),
  ];
  const [left, right] = span(
    face.landmarks.map(({ x }) => x),
    photo.width,
  );
  const [top, bottom] = span(
    face.landmarks.map(({ y }) => y),
    photo.height,
  );
  return { x: left, y: top, width: right - left, height: bottom - top };
}
