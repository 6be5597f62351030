import type { Random } from '../random';
import { faceDistance, fromFace, toFace, type FaceFrame } from './face-frame';
import type { FeaturesAt } from './facial-features';
import { MARK_REACH, type Place } from './paint-mark';

const ATTEMPTS_EACH = 4000;

export interface OpenSkin {
  readonly frame: FaceFrame;
  readonly width: number;
  readonly height: number;
  readonly featuresAt: FeaturesAt;
}

/**
 * Places on open skin for marks of the given radii (pixels), in their order, none within another's reach.
 * @param taken places that marks have already.
 * @throws RangeError where the face has no room for them
 */
export function scatterMarks(
  radii: readonly number[],
  skin: OpenSkin,
  random: Random,
  taken: readonly Place[] = [],
): readonly Place[] {
  const places = new Map<number, Place>();
  const largestFirst = radii.map((radius, index) => ({ radius, index })).sort((a, b) => b.radius - a.radius);
  for (const { radius, index } of largestFirst) {
    const place = findRoom(radius, [...taken, ...places.values()], skin, random);
    if (place === null) {
      throw new RangeError(`The face has no room for ${radii.length} marks: ${places.size} fit`);
    }
    places.set(index, place);
  }
  return radii.map((_, index) => places.get(index) as Place);
}

function findRoom(radius: number, taken: readonly Place[], skin: OpenSkin, random: Random): Place | null {
  for (let attempt = 0; attempt < ATTEMPTS_EACH; attempt += 1) {
    const [x, y] = fromFace(skin.frame, 2 * random() - 1, 2 * random() - 1);
    const apart = (other: Place): boolean =>
      Math.hypot(other.x - x, other.y - y) >
      MARK_REACH * Math.max(other.radius, radius) + Math.min(other.radius, radius);
    if (isOpen(x, y, MARK_REACH * radius, skin) && taken.every(apart)) return { x, y, radius };
  }
  return null;
}

/** Whether the disc lies in the picture, within the face and clear of its features. */
function isOpen(
  x: number,
  y: number,
  reach: number,
  { frame, width, height, featuresAt }: OpenSkin,
): boolean {
  if (x < reach || y < reach || x > width - 1 - reach || y > height - 1 - reach) return false;
  for (let direction = 0; direction < 9; direction += 1) {
    const length = direction === 8 ? 0 : reach;
    const angle = (direction * Math.PI) / 4;
    const [u, v] = toFace(frame, x + length * Math.cos(angle), y + length * Math.sin(angle));
    const { hair, dark, lips } = featuresAt(u, v);
    if (faceDistance(u, v) > 0.93 || Math.max(hair, dark, lips) > 0.04) return false;
  }
  return true;
}
