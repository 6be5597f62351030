import { expect, it } from 'vitest';
import { placedByHand } from '../../../tests/helpers/placed-face';
import { seededRandom } from '../random';
import { eyeMask, eyesAndBrows } from './eye-mask';
import type { Face } from './face';
import { isInPolygon } from './polygon';
import { testFace } from './test-face';

const photo = { width: 800, height: 1000 };

const turnedBy = (face: Face, angle: number): Face => ({
  ...face,
  landmarks: face.landmarks.map(({ x, y }) => ({
    x: 0.5 + (x - 0.5) * Math.cos(angle) - (y - 0.5) * Math.sin(angle),
    y: 0.5 + (x - 0.5) * Math.sin(angle) + (y - 0.5) * Math.cos(angle),
  })),
});

it.each([0, 0.4, -1.2, 3])('covers eyes and brows with room on every side, turned by %d', (angle) => {
  const face = turnedBy(testFace(), angle);
  const mask = eyeMask(face, photo);
  const room = 40;
  for (const { x, y } of eyesAndBrows(face, photo)) {
    for (const [right, down] of [
      [room, 0],
      [-room, 0],
      [0, room],
      [0, -room],
    ] as const)
      expect(isInPolygon({ x: x + right, y: y + down }, mask)).toBe(true);
  }
});

it('covers the eyes of a face that was placed by hand, each point three hundredths of the face aside', () => {
  const random = seededRandom(1);
  for (let placing = 0; placing < 40; placing += 1) {
    const truth = turnedBy(testFace(), (placing - 20) / 40);
    const mask = eyeMask(placedByHand(truth, photo, { point: 0.03 }, random), photo);
    for (const point of eyesAndBrows(truth, photo)) expect(isInPolygon(point, mask)).toBe(true);
  }
});

it('leaves cheeks, mouth and chin to be seen', () => {
  const face = testFace();
  const mask = eyeMask(face, photo);
  // Tip of the nose, lips, chin, and the middle of each cheek.
  for (const index of [4, 13, 152, 50, 280]) {
    const { x, y } = face.landmarks[index] ?? { x: 0, y: 0 };
    expect(isInPolygon({ x: x * photo.width, y: y * photo.height }, mask)).toBe(false);
  }
});
