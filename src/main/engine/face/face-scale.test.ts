import { expect, it } from 'vitest';
import { testFace } from '../../../shared/face/test-face';
import { faceEnlargement, faceFrame, faceHeight, SMALL_FACE, WANTED_FACE } from './face-scale';

// The test face is 774 thousandths of a square picture high.
const square = (side: number, fullWidth: number) => ({ width: side, height: side, fullWidth });

it('leaves faces alone that are as large as those that were taught', () => {
  expect(faceHeight(testFace(), square(1000, 1000))).toBeCloseTo(774, 0);
  expect(faceEnlargement(testFace(), square(1024, 4000))).toBe(1);
  expect(faceEnlargement(testFace(), square(SMALL_FACE / 0.77, 4000))).toBe(1);
});

it('enlarges small ones to the size that was taught, as far as the photo has pixels', () => {
  const small = square(200, 4000);
  const enlargement = faceEnlargement(testFace(), small);
  expect(faceHeight(testFace(), small) * enlargement).toBeCloseTo(WANTED_FACE, 6);
  expect(faceEnlargement(testFace(), square(200, 400))).toBe(2);
  expect(faceEnlargement(testFace(), square(200, 240))).toBe(1);
});

it('frames the face with room round it, within the photo', () => {
  const { x, y, width, height } = faceFrame(testFace(), square(1000, 1000));
  expect(x).toBeGreaterThanOrEqual(0);
  expect(y).toBe(0);
  expect(x + width).toBeLessThanOrEqual(1);
  expect(y + height).toBe(1);
});
