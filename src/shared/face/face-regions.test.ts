import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Face } from './face';
import { LANDMARK_COUNT } from './face';
import { regionAt, regionsOfFace, sideAt } from './face-regions';
import { packLandmarks, unpackLandmarks } from './pack-landmarks';
import { testFace } from './test-face';

const photo = { width: 1000, height: 1000 };
const at = (face: Face, x: number, y: number) => regionAt(regionsOfFace(face, photo), { x, y });

it('knows the regions of an upright face, sides being the person’s own', () => {
  const face = testFace();
  expect(at(face, 500, 250)).toBe('forehead');
  expect(at(face, 500, 180)).toBe('forehead');
  expect(at(face, 500, 520)).toBe('nose');
  expect(at(face, 330, 600)).toBe('right-cheek');
  expect(at(face, 670, 600)).toBe('left-cheek');
  expect(at(face, 500, 725)).toBe('perioral');
  expect(at(face, 500, 940)).toBe('chin');
  expect(at(face, 40, 500)).toBeNull();
  expect(at(face, 60, 980)).toBeNull();
});

it('turns with the face', () => {
  const [cos, sin] = [Math.cos(0.5), Math.sin(0.5)];
  const turn = (x: number, y: number) => ({
    x: 0.5 + (x - 0.5) * cos - (y - 0.5) * sin,
    y: 0.5 + (x - 0.5) * sin + (y - 0.5) * cos,
  });
  const upright = testFace();
  const turned: Face = { ...upright, landmarks: upright.landmarks.map(({ x, y }) => turn(x, y)) };
  fc.assert(
    fc.property(fc.integer({ min: 150, max: 850 }), fc.integer({ min: 150, max: 850 }), (x, y) => {
      const there = turn(x / 1000, y / 1000);
      const point = { x: there.x * 1000, y: there.y * 1000 };
      expect(regionAt(regionsOfFace(turned, photo), point)).toBe(at(upright, x, y));
      expect(sideAt(regionsOfFace(turned, photo), point)).toBe(
        sideAt(regionsOfFace(upright, photo), { x, y }),
      );
    }),
  );
});

it('packs landmarks closer than anybody can see', () => {
  const { landmarks } = testFace();
  const back = unpackLandmarks(packLandmarks(landmarks));
  expect(back).toHaveLength(LANDMARK_COUNT);
  back.forEach(({ x, y }, index) => {
    expect(Math.abs(x - (landmarks[index]?.x ?? 0))).toBeLessThan(3e-5);
    expect(Math.abs(y - (landmarks[index]?.y ?? 0))).toBeLessThan(3e-5);
  });
  expect(unpackLandmarks(packLandmarks([{ x: -9, y: 9 }]))).toEqual([{ x: -1, y: 2 }]);
});
