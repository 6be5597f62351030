import fc from 'fast-check';
import { expect, it } from 'vitest';
import { testFace } from '../face/test-face';
import { outOfView, toLater } from './out-of-view';
import { registerFaces, type Registration } from './register';

const size = { width: 800, height: 600 };

/** The same face turned, smaller, aside and smiling. */
function laid(bend: number): Registration {
  const face = testFace();
  const moved = face.landmarks.map(({ x, y }) => ({
    x: 0.1 + 0.8 * x + 0.05 * y + bend * y * y,
    y: 0.2 + 0.7 * y - 0.05 * x - bend * x * x,
  }));
  const result = registerFaces({ ...size, face }, { ...size, face: { ...face, landmarks: moved } });
  if (!result.ok) throw new Error(result.refusal);
  return result.registration;
}

it('finds the way back through every bend', () => {
  const inside = fc.record({
    x: fc.double({ min: -200, max: 1_000, noNaN: true }),
    y: fc.double({ min: -200, max: 800, noNaN: true }),
  });
  fc.assert(
    fc.property(inside, fc.double({ min: 0, max: 0.08, noNaN: true }), (point, bend) => {
      const registration = laid(bend);
      const there = registration.toEarlier(toLater(registration, point));
      expect(Math.hypot(there.x - point.x, there.y - point.y)).toBeLessThan(0.05);
    }),
    { numRuns: 30 },
  );
});

it('names what lies beyond the edge of the other photo, or would be cut off by it', () => {
  // The later photo shows twice as much: its pixels are half as fine, and the earlier photo lies in its middle.
  const registration: Registration = {
    toEarlier: ({ x, y }) => ({ x: 2 * x - 400, y: 2 * y - 300 }),
    similarity: { a: 2, b: 0, x: -400, y: -300 },
    ...{ unit: 300, poseDifference: 0 },
  };
  const lesion = (id: string, x: number, y: number, side: number) => ({
    ...{ id, type: 'papule' as const },
    box: { x: x - side / 2, y: y - side / 2, width: side, height: side },
  });
  const later = [
    lesion('middle', 400, 300, 10),
    // 10 pixels within the earlier photo, 20 pixels large there.
    lesion('just', 205, 300, 10),
    lesion('cut', 204, 300, 10),
    lesion('above', 400, 140, 10),
    lesion('right', 640, 300, 10),
    lesion('below', 400, 470, 10),
  ];
  const earlier = [lesion('corner', 5, 5, 10), lesion('centre', 400, 300, 20)];
  const sizes = { earlier: size, later: size };
  expect([...outOfView(earlier, later, registration, sizes)]).toEqual(['cut', 'above', 'right', 'below']);
  // A later photo cut to the left half of the face.
  const half = outOfView(earlier, later, registration, { ...sizes, later: { width: 380, height: 600 } });
  expect(half.has('centre')).toBe(true);
  expect(half.has('corner')).toBe(false);
});
