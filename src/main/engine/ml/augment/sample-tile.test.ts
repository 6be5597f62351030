import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cutTile } from '../../detector/cut-tile';
import { seededRandom } from '../random';
import { sampleTile } from './sample-tile';
import { onPixelGrid, photoToTile, randomView, TRAINING_VIEW, type View } from './view';

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

it('shows to training, in views as analysed, what an analysis in the same scale cuts from the photo', () => {
  const random = seededRandom(7);
  const photo = {
    ...{ width: 120, height: 90 },
    data: Uint8Array.from({ length: 120 * 90 * 3 }, () => Math.floor(256 * random())),
  };
  const side = 32;
  const scales = new Map<number, number>();
  for (let turn = 0; turn < 60; turn += 1) {
    const drawn = randomView(60 + 9 * random(), 45 - 9 * random(), random);
    const seen = onPixelGrid(drawn);
    expect(Math.abs(seen.centreX - drawn.centreX)).toBeLessThanOrEqual(0.5);
    if (seen.rotation !== 0) continue;
    const { scale } = seen;
    scales.set(scale, (scales.get(scale) ?? 0) + 1);
    const [left, top] = [seen.centreX * scale - side / 2, seen.centreY * scale - side / 2];
    expect(left).toBeCloseTo(Math.round(left), 9);
    const planes = new Float32Array(3 * side * side);
    cutTile(
      photo,
      { left: Math.round(left), top: Math.round(top), width: side, height: side, scale },
      planes,
    );
    const tile = sampleTile(photo, { ...seen, mirrored: false }, side).data;
    for (let pixel = 0; pixel < side * side; pixel += 1)
      for (let channel = 0; channel < 3; channel += 1)
        expect(
          Math.abs((tile[3 * pixel + channel] ?? 0) - 255 * (planes[channel * side * side + pixel] ?? 0)),
        ).toBeLessThanOrEqual(scale === 1 ? 1e-4 : 0.51);
  }
  expect([...scales.keys()].sort()).toEqual(TRAINING_VIEW.asAnalysed?.scales);
  expect(Math.min(...scales.values())).toBeGreaterThan(5);
});
