import type { Face } from '../../../shared/face/face';
import { intersectionOverUnion, type Box } from '../../../shared/geometry/box';
import { boxCentre } from '../../../shared/geometry/viewport';
import type { RgbImage } from '../../../shared/photo/rgb-image';
import type { DetectOptions } from '../engine';
import { faceFrame } from '../face/face-scale';
import { cropImage } from './crop-image';

/** Two boxes that overlap by this much are the same lesion, seen in both sizes at the border of the frame. */
const SAME_LESION = 0.3;

/** What a detector finds on one picture; boxes are fractions of it. */
export type Look<Found> = (image: RgbImage, options: DetectOptions) => Promise<readonly Found[]>;

/**
 * Finds the lesions of a photo with a small face: those of the face on an enlarged picture of it, all others on the
 * photo at its usual size, in one look: the face is what was photographed.
 * @param enlarged the same photo with more pixels.
 * @returns boxes in fractions of the photo, highest score first.
 */
export async function detectSmallFace<Found extends { readonly box: Box; readonly score: number }>(
  look: Look<Found>,
  { photo, face, enlarged }: { readonly photo: RgbImage; readonly face: Face; readonly enlarged: RgbImage },
  options: DetectOptions,
): Promise<readonly Found[]> {
  const { image, part } = cropImage(enlarged, faceFrame(face, enlarged));
  const { onTile } = options;
  // How many tiles the second picture has is not known before its turn: each is taken for a half.
  const inHalf = (half: number) => (done: number, total: number) => onTile?.(half * total + done, 2 * total);
  const onFace = await look(image, { ...options, onTile: inHalf(0) });
  const within = onFace.map((lesion) => ({ ...lesion, box: inPhoto(lesion.box, part) }));
  const around = await look(photo, { ...options, once: true, onTile: inHalf(1) });
  const outside = around.filter(
    ({ box }) =>
      !holds(part, box) && within.every((one) => intersectionOverUnion(one.box, box) < SAME_LESION),
  );
  return [...within, ...outside].sort((a, b) => b.score - a.score);
}

const inPhoto = (box: Box, part: Box): Box => ({
  x: part.x + box.x * part.width,
  y: part.y + box.y * part.height,
  width: box.width * part.width,
  height: box.height * part.height,
});

function holds(part: Box, box: Box): boolean {
  const { x, y } = boxCentre(box);
  return x >= part.x && x < part.x + part.width && y >= part.y && y < part.y + part.height;
}
