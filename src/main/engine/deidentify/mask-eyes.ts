import { eyeMask, eyesAndBrows } from '../../../shared/face/eye-mask';
import type { Face } from '../../../shared/face/face';
import { isInPolygon } from '../../../shared/face/polygon';
import type { RgbImage } from '../../../shared/photo/rgb-image';
import type { FindFace } from '../face/open-face-finder';
import { everyFace, sawEyesOf } from './every-face';
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

/** Faces of a photo that are on record. */
export interface KnownFaces {
  /** By the model, earlier. */
  readonly found: Face | null;
  /** By a clinician. */
  readonly placed: Face | null;
}

/**
 * Masks the eyes of every face, those that a clinician placed among them, and looks at the finished file: all blocks
 * under the bars are plain, and whatever face is still found has its eyes and brows under them. Where it has not, further
 * bars are laid and the file is made anew.
 * @returns the file, and whether a person alone says where the eyes of the placed face are; null where there is no face,
 *   or the check fails to the end.
 */
export async function maskAndCheck(
  image: RgbImage,
  { found, placed }: KnownFaces,
  findFace: FindFace,
  throughFile: ThroughFile,
): Promise<{ readonly file: Buffer; readonly eyesByHand: boolean } | null> {
  const seen = [...(found ? [found] : []), ...(await everyFace(image, findFace, placed))];
  const eyesByHand = placed !== null && !sawEyesOf(placed, seen, image);
  let faces = [...(placed ? [placed] : []), ...seen];
  if (faces.length === 0) return null;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const masked = maskEyes(image, faces);
    const written = await throughFile(masked.image);
    if (!masked.bars.every((bar) => isPlain(written.image, bar, BLACK))) return null;
    const left = await everyFace(written.image, findFace, placed);
    const open = left.filter((face) => !areHidden(face, written.image, masked.bars));
    if (open.length === 0) return { file: written.file, eyesByHand };
    faces = [...faces, ...open];
  }
  return null;
}

const areHidden = (face: Face, image: RgbImage, bars: readonly Polygon[]): boolean =>
  eyesAndBrows(face, image).every((point) => bars.some((bar) => isInPolygon(point, bar)));
