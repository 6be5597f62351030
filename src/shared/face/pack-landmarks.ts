import type { Point } from '../geometry/viewport';

/** Landmarks may lie as far outside the photo as its own size. */
const LOWEST = -1;
const RANGE = 3;
const STEPS = 65_535;

/** Landmarks as whole steps of a 22,000th of the photo, x and y in turn: what a stored face keeps of them. */
export function packLandmarks(landmarks: readonly Point[]): Uint16Array {
  const packed = new Uint16Array(landmarks.length * 2);
  for (const [index, { x, y }] of landmarks.entries()) {
    packed[index * 2] = steps(x);
    packed[index * 2 + 1] = steps(y);
  }
  return packed;
}

export function unpackLandmarks(packed: Uint16Array): readonly Point[] {
  return Array.from({ length: packed.length / 2 }, (_, index) => ({
    x: LOWEST + ((packed[index * 2] ?? 0) / STEPS) * RANGE,
    y: LOWEST + ((packed[index * 2 + 1] ?? 0) / STEPS) * RANGE,
  }));
}

const steps = (value: number): number =>
  Math.min(STEPS, Math.max(0, Math.round(((value - LOWEST) / RANGE) * STEPS)));
