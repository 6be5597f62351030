import { eyeMask, eyesAndBrows } from '../../../shared/face/eye-mask';
import type { Face } from '../../../shared/face/face';
import { isInPolygon } from '../../../shared/face/polygon';
import type { RgbImage } from '../../../shared/photo/rgb-image';
import { cropImage } from '../detector/crop-image';
import type { FindFace } from '../face/open-face-finder';
import { paintPolygons, type Polygon } from './paint-polygons';

/** Faces that are looked for on one photo. */
const MOST_FACES = 4;
/** Round the landmarks of a face that was found, as a share of its size, before the next one is looked for. */
const ROOM = 0.1;
/** Round a face that a person placed, as a share of its size, when it is looked for there alone. */
const CLOSE_ROOM = 0.5;
const GREY = 128;

/**
 * Every face of a photo: the surest is found and hidden, then the next, until none is left. Where none was seen at the
 * eyes that a person placed, that part of the photo is looked at once more by itself.
 */
export async function everyFace(
  image: RgbImage,
  findFace: FindFace,
  placed: Face | null,
): Promise<readonly Face[]> {
  const faces: Face[] = [];
  let left = image;
  while (faces.length < MOST_FACES) {
    const face = await findFace(left);
    if (!face) break;
    faces.push(face);
    left = paintPolygons(left, [boxRound(face, image)], GREY);
  }
  const close = placed && !sawEyesOf(placed, faces, image) ? await closeLook(image, placed, findFace) : null;
  return close ? [...faces, close] : faces;
}

/** Whether a detector saw a face whose eyes are those of a face that a person placed. */
export function sawEyesOf(placed: Face, seen: readonly Face[], image: RgbImage): boolean {
  const points = eyesAndBrows(placed, image);
  const middle = {
    x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
    y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
  };
  return seen.some((face) => isInPolygon(middle, eyeMask(face, image)));
}

async function closeLook(image: RgbImage, placed: Face, findFace: FindFace): Promise<Face | null> {
  const { left, top, right, bottom } = roundFace(placed, image, CLOSE_ROOM);
  const [x, y] = [Math.max(0, left / image.width), Math.max(0, top / image.height)];
  const [width, height] = [Math.min(1, right / image.width) - x, Math.min(1, bottom / image.height) - y];
  if (width <= 0 || height <= 0) return null;
  const cut = cropImage(image, { x, y, width, height });
  const face = await findFace(cut.image);
  return (
    face && {
      ...face,
      landmarks: face.landmarks.map((point) => ({
        x: cut.part.x + point.x * cut.part.width,
        y: cut.part.y + point.y * cut.part.height,
      })),
    }
  );
}

function boxRound(face: Face, image: RgbImage): Polygon {
  const { left, top, right, bottom } = roundFace(face, image, ROOM);
  return [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ];
}

/** Edges round a face with room on every side, as a share of its size; pixels, perhaps outside the photo. */
function roundFace({ landmarks }: Face, { width, height }: RgbImage, share: number) {
  const [xs, ys] = [landmarks.map(({ x }) => x * width), landmarks.map(({ y }) => y * height)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const room = share * Math.max(right - left, bottom - top);
  return { left: left - room, top: top - room, right: right + room, bottom: bottom + room };
}
