import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxArea } from '../../../../shared/geometry/box';
import type { RgbImage } from '../../../../shared/photo/rgb-image';
import { chain, inverse, mapBox, mapPoint } from './affine';
import {
  NO_VARIATION,
  SEED_PREPARATION,
  variationMap,
  variationOf,
  type PreparationSettings,
  type Variation,
} from './preparation';
import { varyPhoto, visiblePart } from './vary-photo';

const SIDE = 48;
const settings: PreparationSettings = { ...SEED_PREPARATION, side: SIDE };

/** Evenly spread, which `fc.double` is not. */
const real = (low: number, high: number) =>
  fc.nat({ max: 1e6 }).map((step) => low + ((high - low) * step) / 1e6);
const share = real(0, 1);
const variation: fc.Arbitrary<Variation> = fc.record({
  flipped: fc.boolean(),
  shearX: real(-0.2, 0.2),
  shearY: real(-0.2, 0.2),
  scale: real(0.75, 1.3),
  cropX: share,
  cropY: share,
});
const box = fc.tuple(share, share, share, share).map(([x, y, width, height]) => ({
  x: x * (SIDE - 8),
  y: y * (SIDE - 8),
  width: 2 + 6 * width,
  height: 2 + 6 * height,
}));

const noise = (seed: number): RgbImage => ({
  width: SIDE,
  height: SIDE,
  data: Uint8Array.from({ length: SIDE * SIDE * 3 }, (_, index) => (index * 2654435761 + seed * 97) >>> 7),
});

describe('varying a photo', () => {
  it('keeps a painted dot inside its box', () => {
    fc.assert(
      fc.property(
        variation,
        fc.integer({ min: 4, max: 43 }),
        fc.integer({ min: 4, max: 43 }),
        (how, x, y) => {
          const image = { width: SIDE, height: SIDE, data: new Uint8Array(SIDE * SIDE * 3).fill(40) };
          for (let row = y - 1; row <= y + 1; row += 1)
            image.data.fill(255, (row * SIDE + x - 1) * 3, (row * SIDE + x + 2) * 3);
          const label = { box: { x: x - 1, y: y - 1, width: 3, height: 3 } };
          const moved = varyPhoto({ image, labels: [label] }, how, settings);
          const bright: { x: number; y: number }[] = [];
          for (let pixel = 0; pixel < SIDE * SIDE; pixel += 1)
            if (moved.image.data[pixel * 3]! > 150)
              bright.push({ x: (pixel % SIDE) + 0.5, y: Math.floor(pixel / SIDE) + 0.5 });
          const [found] = moved.labels;
          // A box may be dropped only where most of it has left the picture.
          if (found === undefined) expect(bright.length).toBeLessThan(9);
          else {
            expect(bright.length).toBeGreaterThan(0);
            for (const at of bright) {
              expect(at.x).toBeGreaterThan(found.box.x - 0.5);
              expect(at.x).toBeLessThan(found.box.x + found.box.width + 0.5);
              expect(at.y).toBeGreaterThan(found.box.y - 0.5);
              expect(at.y).toBeLessThan(found.box.y + found.box.height + 0.5);
            }
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('changes nothing without a variation', () => {
    const photo = {
      image: noise(1),
      labels: [{ box: { x: 1, y: 2, width: 3, height: 4 }, label: 'papule' }],
    };
    expect(varyPhoto(photo, NO_VARIATION, settings)).toEqual(photo);
  });

  it('gives the photo back when it is flipped twice, and flips boxes without changing their size', () => {
    const flipped = { ...NO_VARIATION, flipped: true };
    fc.assert(
      fc.property(fc.nat(), box, (seed, around) => {
        const photo = { image: noise(seed), labels: [{ box: around }] };
        const once = varyPhoto(photo, flipped, settings);
        expect(boxArea(once.labels[0]!.box)).toBeCloseTo(boxArea(around), 9);
        const twice = varyPhoto(once, flipped, settings);
        expect(twice.image).toEqual(photo.image);
        expect(twice.labels[0]!.box.x).toBeCloseTo(around.x, 9);
      }),
      { numRuns: 20 },
    );
  });

  it('scales the area of boxes by the square of the scale, and never lets one out of the picture', () => {
    fc.assert(
      fc.property(variation, box, (how, around) => {
        const straight = { ...how, shearX: 0, shearY: 0 };
        const scale = Math.round(SIDE * how.scale) / SIDE;
        expect(boxArea(mapBox(variationMap(straight, SIDE), around))).toBeCloseTo(
          boxArea(around) * scale ** 2,
          6,
        );
        const kept = visiblePart(mapBox(variationMap(how, SIDE), around), SIDE, settings);
        if (kept === null) return;
        expect(Math.min(kept.x, kept.y)).toBeGreaterThanOrEqual(0);
        expect(Math.max(kept.x + kept.width, kept.y + kept.height)).toBeLessThanOrEqual(SIDE);
      }),
    );
  });

  it('maps every corner of a box into the moved box, and back', () => {
    fc.assert(
      fc.property(variation, box, (how, around) => {
        const map = variationMap(how, SIDE);
        const moved = mapBox(map, around);
        const corner = mapPoint(map, around.x + around.width, around.y);
        expect(corner.x).toBeGreaterThan(moved.x - 1e-9);
        expect(corner.x).toBeLessThan(moved.x + moved.width + 1e-9);
        const there = mapPoint(chain(map, inverse(map)), around.x, around.y);
        expect(there.x).toBeCloseTo(around.x, 9);
        expect(there.y).toBeCloseTo(around.y, 9);
      }),
    );
  });

  it('drops a box once less than half of it is seen', () => {
    const at = (x: number) => visiblePart({ x, y: 10, width: 10, height: 4 }, SIDE, settings);
    expect(at(-4)).toEqual({ x: 0, y: 10, width: 6, height: 4 });
    expect(at(-5)).toEqual({ x: 0, y: 10, width: 5, height: 4 });
    expect(at(-5.1)).toBeNull();
    expect(visiblePart({ x: 1, y: 1, width: 0.9, height: 9 }, SIDE, settings)).toBeNull();
  });

  it('depends on seed, epoch and photo, on nothing else', () => {
    const draw = (seed: number, epoch: number, photo: string) => variationOf(seed, epoch, photo, settings);
    expect(draw(1, 2, 'a')).toEqual(draw(1, 2, 'a'));
    const all = [draw(1, 2, 'a'), draw(2, 2, 'a'), draw(1, 3, 'a'), draw(1, 2, 'b')];
    expect(new Set(all.map((one) => JSON.stringify(one))).size).toBe(4);
    for (const { shearX, scale, cropX } of all) {
      expect(Math.abs(shearX)).toBeLessThanOrEqual(0.2);
      expect(scale).toBeGreaterThanOrEqual(0.75);
      expect(scale).toBeLessThanOrEqual(1.3);
      expect(cropX).toBeLessThan(1);
    }
  });

  it('refuses a photo of another size', () => {
    expect(() => varyPhoto({ image: noise(1), labels: [] }, NO_VARIATION, SEED_PREPARATION)).toThrow(
      RangeError,
    );
  });
});
