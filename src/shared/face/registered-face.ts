import type { Size } from '../geometry/viewport';
import type { Face } from './face';

/** The face that a photo is laid over others by. */
export interface RegisteredFace {
  /** Null where there is none. */
  readonly face: Face | null;
  /** Whether a person put it there, so that it lies less exactly than landmarks that were found. */
  readonly byHand: boolean;
}

/** Outer corners of the eyes, base of the nose, corners of the mouth (FaceMesh, Kartynnik 2019). */
const FEATURES = [33, 263, 2, 61, 291] as const;
const [RIGHT_EYE, LEFT_EYE] = FEATURES;
/**
 * Root mean square of how far the features were moved, as a share of the distance between the eyes, beyond which a
 * clinician did not put borders right but said that the face lies elsewhere.
 */
const ELSEWHERE = 0.1;

/**
 * Which face registration goes by. Landmarks that were found lie within a hundredth of the distance between the eyes, a
 * person's points hardly within three, and whoever corrects regions moves borders, not features. So what was found
 * counts, unless nothing was or the clinician put the face elsewhere.
 * @param found by the model. @param corrected by a clinician. @param photo in pixels.
 */
export function registeredFace(found: Face | null, corrected: Face | null, photo: Size): RegisteredFace {
  if (!corrected) return { face: found, byHand: false };
  const isByHand = !found || liesElsewhere(found, corrected, photo);
  return isByHand ? { face: corrected, byHand: true } : { face: found, byHand: false };
}

function liesElsewhere(found: Face, corrected: Face, { width, height }: Size): boolean {
  const between = (a: Face, one: number, b: Face, other: number): number => {
    const [from, to] = [a.landmarks[one] ?? { x: 0, y: 0 }, b.landmarks[other] ?? { x: 0, y: 0 }];
    return Math.hypot((from.x - to.x) * width, (from.y - to.y) * height);
  };
  const squares = FEATURES.map((feature) => between(found, feature, corrected, feature) ** 2);
  const moved = Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
  return moved > ELSEWHERE * between(corrected, RIGHT_EYE, corrected, LEFT_EYE);
}
