import type { Face } from '../../../shared/face/face';
import type { RgbImage } from '../../../shared/photo/rgb-image';
import type { FindFace } from '../face/open-face-finder';
import { paintPolygons, type Polygon } from './paint-polygons';

/** Faces that are looked for on one photo. */
const MOST_FACES = 4;
/** Round the landmarks of a face that was found, as a share of its size, before the next one is looked for. */
const ROOM = 0.1;
const GREY = 128;

/** Every face of a photo: the surest is found and hidden, then the next, until none is left. */
export async function everyFace(image: RgbImage, findFace: FindFace): Promise<readonly Face[]> {
  const faces: Face[] = [];
  let left = image;
  while (faces.length < MOST_FACES) {
    const face = await findFace(left);
    if (!face) break;
    faces.push(face);
    left = paintPolygons(left, [boxRound(face, image)], GREY);
  }
  return faces;
}

function boxRound({ landmarks }: Face, { width, height }: RgbImage): Polygon {
  const [xs, ys] = [landmarks.map(({ x }) => x * width), landmarks.map(({ y }) => y * height)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const room = ROOM * Math.max(right - left, bottom - top);
  return [
    { x: left - room, y: top - room },
    { x: right + room, y: top - room },
    { x: right + room, y: bottom + room },
    { x: left - room, y: bottom + room },
  ];
}
