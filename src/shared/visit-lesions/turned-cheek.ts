import type { BodySide } from '../clinical/region';
import type { Face } from '../face/face';
import type { Size } from '../geometry/viewport';

/** Landmarks of FaceMesh: tip of the nose, and the outline at the person's right and left ear. */
const [NOSE_TIP, RIGHT_EDGE, LEFT_EDGE] = [4, 234, 454] as const;
/** Held straight, as clinics do, rendered heads reach 0.15; turned by 35° and more they exceed 0.5. */
const TURNED = 0.3;

/**
 * How far a head is turned: how much wider one half of the face shows than the other, from −1 (only the left half)
 * over 0 (straight) to 1 (only the right half). @param photo in pixels.
 */
export function turnOf({ landmarks }: Face, { width, height }: Size): number {
  const [nose, right, left] = [NOSE_TIP, RIGHT_EDGE, LEFT_EDGE].map((index) => ({
    x: (landmarks[index]?.x ?? 0) * width,
    y: (landmarks[index]?.y ?? 0) * height,
  }));
  if (!nose || !right || !left) return 0;
  // Along the line from ear to ear, so that a tilted head is no turned one.
  const [dx, dy] = [left.x - right.x, left.y - right.y];
  const length = dx * dx + dy * dy || 1;
  const along = ((nose.x - right.x) * dx + (nose.y - right.y) * dy) / length;
  return Math.max(-1, Math.min(1, 2 * along - 1));
}

/** The cheek that a turned head shows; null for one that is held straight. */
export function turnedCheek(turn: number): BodySide | null {
  if (Math.abs(turn) < TURNED) return null;
  return turn > 0 ? 'right' : 'left';
}
