import type { Face } from '../../../shared/face/face';
import type { Box } from '../../../shared/geometry/box';
import type { Size } from '../../../shared/geometry/viewport';

/** Landmarks at the top of the forehead and at the chin. Unlike the eyes they keep their distance as a head turns. */
const [FOREHEAD, CHIN] = [10, 152] as const;

/**
 * Height that a face is brought to, pixels: between the medians of the photos that detectors are taught with at their
 * working size, in proportion (345 in everyday portraits of 512 pixels, 818 in clinic photographs of 1,024; 295 to
 * 1,099 in all). Both kinds of photo hold no more pixels or larger faces, so none of them is enlarged.
 */
export const WANTED_FACE = 530;
/** Less than this brings nothing that a detector's own scales do not. */
const LEAST_GAIN = 1.25;
/**
 * Side of the square round a face that is looked at enlarged, pixels: the wanted face with room for jaw, ears and hair.
 * The same for every photo, so that one compiled network serves all.
 */
export const FRAME_SIDE = 896;

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
  if (height === 0) return 1;
  const enlargement = Math.min(WANTED_FACE / height, working.fullWidth / working.width);
  return enlargement < LEAST_GAIN ? 1 : enlargement;
}

/**
 * The square round a face, or as much of it as the photo holds.
 * @param enlarged size of the photo as it is looked at, pixels.
 * @returns fractions of the photo.
 */
export function faceFrame({ landmarks }: Face, { width, height }: Size): Box {
  const [left, columns] = within(middleOf(landmarks.map(({ x }) => x)) * width, width);
  const [top, rows] = within(middleOf(landmarks.map(({ y }) => y)) * height, height);
  return { x: left / width, y: top / height, width: columns / width, height: rows / height };
}

const middleOf = (values: readonly number[]): number => (Math.min(...values) + Math.max(...values)) / 2;

/** Whole pixels from and length of a side round a middle, moved into the photo. */
function within(middle: number, length: number): readonly [from: number, side: number] {
  const side = Math.min(FRAME_SIDE, length);
  return [Math.round(Math.min(length - side, Math.max(0, middle - side / 2))), side];
}
