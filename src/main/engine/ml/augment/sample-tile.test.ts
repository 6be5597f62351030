import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sampleTile } from './sample-tile';
import { photoToTile, type View } from './view';

const view = fc.record({
  centreX: fc.integer({ min: 30, max: 70 }),
  centreY: fc.integer({ min: 30, max: 70 }),
  scale: fc.double({ min: 0.7, max: 1.5, noNaN: true }),
  rotation: fc.double({ min: -0.4, max: 0.4, noNaN: true }),
  mirrored: fc.boolean(),
});

it('moves pixels and labels alike: a bright dot is found where the label says', () => {
  fc.assert(
    fc.property(view, (seen: View) => {
      const photo = { width: 100, height: 100, data: new Uint8Array(100 * 100 * 3) };
      const [x, y] = [seen.centreX + 9, seen.centreY - 6];
      for (let row = -2; row <= 2; row += 1)
        photo.data.fill(255, ((y + row) * 100 + x - 2) * 3, ((y + row) * 100 + x + 3) * 3);
      const tile = sampleTile(photo, seen, 64);
      const label = photoToTile(seen, 64, x + 0.5, y + 0.5);
      const at = (Math.floor(label.y) * 64 + Math.floor(label.x)) * 3;
      expect(tile.data[at]).toBe(255);
    }),
  );
});

it('copies pixels exactly when nothing is scaled or turned', () => {
  const photo = { width: 8, height: 8, data: Uint8Array.from({ length: 192 }, (_, index) => index) };
  const seen = { centreX: 4, centreY: 4, scale: 1, rotation: 0, mirrored: false };
  expect(sampleTile(photo, seen, 8)).toEqual(photo);
});

it('is grey outside the photo', () => {
  const photo = { width: 4, height: 4, data: new Uint8Array(48) };
  const tile = sampleTile(photo, { centreX: 0, centreY: 0, scale: 1, rotation: 0, mirrored: false }, 8);
  expect([...tile.data.subarray(0, 3)]).toEqual([128, 128, 128]);
});
