import type { Box } from '../../../shared/geometry/box';
import type { Size } from '../../../shared/geometry/viewport';

/** Sides as multiples of the lesion's: skin round it is needed to judge it. */
const [WANTED, LEAST] = [3, 1.2] as const;
/** Of the face's length, or of the photo's shorter side where no face is known: more would show whose it is. */
const LARGEST = 0.25;
const SMALLEST = 0.08;

/**
 * The square round a lesion that shows it and too little of a face to know it by, whole pixels within the photo.
 * @param lesion pixels.
 * @param faceLength pixels; null where no face is known.
 * @returns null where the lesion is larger than such a square.
 */
export function lesionTile(lesion: Box, photo: Size, faceLength: number | null): Box | null {
  const shorter = Math.min(photo.width, photo.height);
  const length = Math.min(faceLength ?? shorter, shorter);
  const size = Math.max(lesion.width, lesion.height);
  const side = Math.round(Math.min(LARGEST * length, Math.max(WANTED * size, SMALLEST * length)));
  if (side < LEAST * size || side < 1) return null;
  const within = (centre: number, whole: number): number =>
    Math.min(whole - side, Math.max(0, Math.round(centre - side / 2)));
  return {
    x: within(lesion.x + lesion.width / 2, photo.width),
    y: within(lesion.y + lesion.height / 2, photo.height),
    ...{ width: side, height: side },
  };
}
