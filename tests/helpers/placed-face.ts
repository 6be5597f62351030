import type { Face } from '../../src/shared/face/face';
import { anchorsOf, axisOfAnchors, faceThrough, movedAsWhole } from '../../src/shared/face/region-anchors';
import { standardFace } from '../../src/shared/face/standard-face';
import type { Size } from '../../src/shared/geometry/viewport';
import { normal, type Random } from '../../src/shared/random';

/** How exactly a person places a face, in lengths of the face. */
export interface PlacingError {
  /** Standard deviation of each point, across and down. */
  readonly point: number;
  /** By which the face as a whole lies aside, in a direction that is drawn. */
  readonly whole?: number;
}

/**
 * A face as a person places it on a photo on which none was found: the points of the regions put where they are, but for
 * an error, and everything else following from a standard face.
 */
export function placedByHand(truth: Face, photo: Size, error: PlacingError, random: Random): Face {
  const there = anchorsOf(truth, photo);
  const { length } = axisOfAnchors(there);
  const off = (): number => normal(random) * error.point * length;
  const shaken = there.map(({ x, y }) => ({ x: x + off(), y: y + off() }));
  const [angle, far] = [2 * Math.PI * random(), (error.whole ?? 0) * length];
  const aside = { dx: far * Math.cos(angle), dy: far * Math.sin(angle), turn: 0, scale: 1 };
  const face = faceThrough(standardFace(photo), movedAsWhole(shaken, aside, photo), photo);
  if (!face) throw new Error('The points make no face.');
  return face;
}
