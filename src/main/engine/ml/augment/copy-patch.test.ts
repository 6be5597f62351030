import fc from 'fast-check';
import { expect, it } from 'vitest';
import { copyPatch } from './copy-patch';
import { sampleTile } from './sample-tile';
import type { View } from './view';

const view = fc.record({
  centreX: fc.double({ min: -20, max: 90, noNaN: true }),
  centreY: fc.double({ min: -20, max: 70, noNaN: true }),
  scale: fc.double({ min: 0.5, max: 2.5, noNaN: true }),
  rotation: fc.double({ min: -0.5, max: 0.5, noNaN: true }),
  mirrored: fc.boolean(),
});
const photo = {
  width: 70,
  height: 50,
  data: Uint8Array.from({ length: 70 * 50 * 3 }, (_, at) => (at * 7919) % 251),
};

it('holds all that a tile shows: cut from the copy, the tile is the same', () => {
  fc.assert(
    fc.property(view, (seen: View) => {
      const { patch, left, top } = copyPatch(photo, seen, 32);
      expect(patch.data).toHaveLength(patch.width * patch.height * 3);
      const there = { ...seen, centreX: seen.centreX - left, centreY: seen.centreY - top };
      const expected = sampleTile(photo, seen, 32).data;
      const differences = [...sampleTile(patch, there, 32).data].map((value, at) =>
        Math.abs(value - (expected[at] ?? NaN)),
      );
      // Another place of the origin rounds otherwise, at most by one.
      expect(Math.max(...differences)).toBeLessThanOrEqual(1);
    }),
    { numRuns: 60 },
  );
});

it('is a copy: the photo stays as it is', () => {
  const before = Uint8Array.from(photo.data);
  const seen = { centreX: 30, centreY: 25, scale: 1, rotation: 0, mirrored: false };
  copyPatch(photo, seen, 16).patch.data.fill(0);
  expect(photo.data).toEqual(before);
});
