import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lesionTile } from './lesion-tile';

const photo = { width: 900, height: 1200 };

it('is three times the lesion, within limits by the face', () => {
  expect(lesionTile({ x: 400, y: 500, width: 40, height: 20 }, photo, 800)).toEqual({
    ...{ x: 360, y: 450, width: 120, height: 120 },
  });
  expect(lesionTile({ x: 400, y: 500, width: 4, height: 4 }, photo, 800)?.width).toBe(64);
  expect(lesionTile({ x: 400, y: 500, width: 100, height: 90 }, photo, 800)?.width).toBe(200);
  expect(lesionTile({ x: 400, y: 500, width: 190, height: 90 }, photo, 800)).toBeNull();
  expect(lesionTile({ x: 400, y: 500, width: 100, height: 90 }, photo, null)?.width).toBe(225);
});

it('lies within the photo and holds the lesion’s middle', () => {
  const part = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(part, part, fc.double({ min: 1, max: 150, noNaN: true }), (x, y, size) => {
      const lesion = { x: x * (900 - size), y: y * (1200 - size), width: size, height: size };
      const tile = lesionTile(lesion, photo, 1000);
      if (!tile) return;
      expect(tile.x).toBeGreaterThanOrEqual(0);
      expect(tile.y).toBeGreaterThanOrEqual(0);
      expect(tile.x + tile.width).toBeLessThanOrEqual(900);
      expect(tile.y + tile.height).toBeLessThanOrEqual(1200);
      expect(tile.width).toBeLessThanOrEqual(225);
      expect(lesion.x + size / 2).toBeGreaterThanOrEqual(tile.x);
      expect(lesion.y + size / 2).toBeLessThanOrEqual(tile.y + tile.height);
    }),
  );
});
