import { eyeMask, eyesAndBrows } from '../../../shared/face/eye-mask';
import type { Face } from '../../../shared/face/face';
import { isInPolygon } from '../../../shared/face/polygon';
import type { RgbImage } from '../../../shared/photo/rgb-image';
import type { FindFace } from '../face/open-face-finder';
import { everyFace } from './every-face';
import { isPlain, paintPolygons, type Polygon } from './paint-polygons';

/** Of the bars. */
const BLACK = 0;
/** Bars are laid again where the check finds eyes beside them, this often at most. */
const MOST_ROUNDS = 3;

/** A photo with a bar over the eyes of every face. */
export interface MaskedPhoto {
  readonly image: RgbImage;
  readonly bars: readonly Polygon[];
}

/** Hides the eyes of faces. @param faces at least one. */
export function maskEyes(image: RgbImage, faces: readonly Face[]): MaskedPhoto {
  const bars = faces.map((face) => eyeMask(face, image));
  return { image: paintPolygons(image, bars, BLACK), bars };
}

/** How a photo passes through its own file: encoded, and decoded again. */
export type ThroughFile = (image: RgbImage) => Promise<{ readonly file: Buffer; readonly image: RgbImage }>;

/**
 * Masks the eyes of every face and looks at the finished file: all blocks under the bars are plain, and whatever face is
 * still found has its eyes and brows under them. Where it has not, further bars are laid and the file is made anew.
 * @param known faces that are on record.
 * @returns null where no face is found, or the check fails to the end.
 */
export async function maskAndCheck(
  image: RgbImage,
  known: readonly Face[],
  findFace: FindFace,
  throughFile: ThroughFile,
): Promise<{ readonly file: Buffer } | null> {
  let faces = [...known, ...(await everyFace(image, findFace))];
  if (faces.length === 0) return null;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const masked = maskEyes(image, faces);
    const written = await throughFile(masked.image);
    if (!masked.bars.every((bar) => isPlain(written.image, bar, BLACK))) return null;
    const seen = await everyFace(written.image, findFace);
    const open = seen.filter((face) => !areHidden(face, written.image, masked.bars));
    if (open.length === 0) return { file: written.file };
    faces = [...faces, ...open];
  }
  return null;
}

const areHidden = (face: Face, image: RgbImage, bars: readonly Polygon[]): boolean =>
  eyesAndBrows(face, image).every((point) => bars.some((bar) => isInPolygon(point, bar)));
