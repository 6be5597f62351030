import { expect, it } from 'vitest';
import { testFace } from '../../../shared/face/test-face';
import { faceEnlargement, faceFrame, faceHeight, FRAME_SIDE, WANTED_FACE } from './face-scale';

// The test face is 774 thousandths of a square picture high.
const square = (side: number, fullWidth: number) => ({ width: side, height: side, fullWidth });

it('leaves faces alone that are as large as those that were taught', () => {
  expect(faceHeight(testFace(), square(1000, 1000))).toBeCloseTo(774, 0);
  expect(faceEnlargement(testFace(), square(1024, 4000))).toBe(1);
  expect(faceEnlargement(testFace(), square(WANTED_FACE / 0.774 / 1.24, 4000))).toBe(1);
});

it('enlarges small ones to the size that was taught, as far as the photo has pixels', () => {
  const small = square(200, 4000);
  const enlargement = faceEnlargement(testFace(), small);
  expect(faceHeight(testFace(), small) * enlargement).toBeCloseTo(WANTED_FACE, 6);
  expect(faceEnlargement(testFace(), square(200, 400))).toBe(2);
  expect(faceEnlargement(testFace(), square(200, 240))).toBe(1);
});

it('frames the face in a square of one size, within the photo', () => {
  const frame = faceFrame(testFace(), { width: 3000, height: 2000 });
  expect(frame.width * 3000).toBeCloseTo(FRAME_SIDE, 6);
  expect(frame.height * 2000).toBeCloseTo(FRAME_SIDE, 6);
  // The middle of the test face lies at 51 % and 60 % of its picture.
  expect(frame.x + frame.width / 2).toBeCloseTo(0.508, 2);
  expect(frame.y + frame.height / 2).toBeCloseTo(0.595, 2);
  expect(faceFrame(testFace(), { width: 900, height: 700 })).toEqual({
    ...{ x: 4 / 900, y: 0, height: 1 },
    width: FRAME_SIDE / 900,
  });
});
