import { describe, expect, it } from 'vitest';
import { LESION_TYPES, type LesionType } from '../clinical/lesion';
import type { RgbImage } from '../photo/rgb-image';
import { seededRandom } from '../random';
import { luma, type Rgb } from './colour';
import { closedComedone, openComedone } from './comedone-look';
import type { LookMaker } from './look';
import { LESION_RADII } from './lesion-sizes';
import { paintLesion } from './paint-lesion';
import { LOOK_ALIKE_KINDS, paintLookAlike } from './paint-look-alike';
import { MARK_REACH, paintMark } from './paint-mark';
import { SKIN_COLOURS, SKIN_TONES } from './skin-tone';

const SIDE = 80;
const MIDDLE = 40;
const SEEDS = Array.from({ length: 6 }, (_, seed) => seed);

function flatSkin(colour: Rgb): RgbImage {
  const data = new Uint8Array(SIDE * SIDE * 3);
  for (let at = 0; at < data.length; at += 3) data.set(colour, at);
  return { width: SIDE, height: SIDE, data };
}

/** Mean colour of the ring of pixels between two distances from the middle. */
function ring({ data }: RgbImage, from: number, to: number): Rgb {
  const sum: [number, number, number] = [0, 0, 0];
  let count = 0;
  for (let y = 0; y < SIDE; y += 1) {
    for (let x = 0; x < SIDE; x += 1) {
      const distance = Math.hypot(x - MIDDLE, y - MIDDLE);
      if (distance < from || distance > to) continue;
      count += 1;
      for (const channel of [0, 1, 2] as const) sum[channel] += data[(y * SIDE + x) * 3 + channel]!;
    }
  }
  return [sum[0] / count, sum[1] / count, sum[2] / count];
}

const redness = ([r, g, b]: Rgb): number => (2 * r) / (g + b);
/** Angle of the hue: 0 red, 60 yellow. */
const hue = ([r, g, b]: Rgb): number => (Math.atan2(Math.sqrt(3) * (g - b), 2 * r - g - b) * 180) / Math.PI;

const same = (a: RgbImage, b: RgbImage): boolean => a.data.every((value, at) => value === b.data[at]);

function painted(colour: Rgb, type: LesionType, radius: number, seed: number): RgbImage {
  const image = flatSkin(colour);
  paintLesion(image, { type, x: MIDDLE, y: MIDDLE, radius }, seededRandom(seed));
  return image;
}

function paintedWith(colour: Rgb, look: LookMaker, radius: number, seed: number): RgbImage {
  const image = flatSkin(colour);
  paintMark(image, { x: MIDDLE, y: MIDDLE, radius }, look, seededRandom(seed));
  return image;
}

describe.each(SKIN_TONES.map((tone) => [tone, SKIN_COLOURS[tone].skin] as const))(
  'on skin type %i',
  (_, skin) => {
    it.each(SEEDS)('a papule is redder than the skin, and no pus is on it (seed %i)', (seed) => {
      const image = painted(skin, 'papule', 7, seed);
      expect(redness(ring(image, 0, 4))).toBeGreaterThan(1.03 * redness(skin));
      expect(luma(ring(image, 0, 2.5))).toBeLessThan(luma(skin) * 1.06 + 6);
    });

    it.each(SEEDS)('a pustule has a lighter, yellower centre in a redder base (seed %i)', (seed) => {
      const image = painted(skin, 'pustule', 7, seed);
      const [centre, base] = [ring(image, 0, 1.2), ring(image, 4.9, 6.2)];
      expect(luma(centre)).toBeGreaterThan(1.05 * luma(base));
      expect(hue(centre)).toBeGreaterThan(hue(base) + 4);
      expect(hue(centre)).toBeLessThan(75);
      expect(redness(base)).toBeGreaterThan(redness(skin));
    });

    it.each(SEEDS)('an open comedone is darker than the skin, a closed one is not (seed %i)', (seed) => {
      expect(luma(ring(paintedWith(skin, openComedone, 4, seed), 0, 1))).toBeLessThan(0.8 * luma(skin));
      const closed = ring(paintedWith(skin, closedComedone, 4, seed), 0, 1);
      expect(luma(closed)).toBeGreaterThan(luma(skin));
      expect(redness(closed)).toBeLessThan(1.03 * redness(skin));
    });

    it.each(SEEDS)(
      'a nodule is redder and darker than the skin over a large part of it (seed %i)',
      (seed) => {
        const inside = ring(painted(skin, 'nodule', 20, seed), 0, 14);
        expect(redness(inside)).toBeGreaterThan(1.01 * redness(skin));
        expect(luma(inside)).toBeLessThan(luma(skin));
      },
    );
  },
);

describe.each(LESION_TYPES)('%s', (type) => {
  const skin = SKIN_COLOURS[3].skin;
  const radius = LESION_RADII[type][1];

  it('is the same for the same seed and another for another', () => {
    expect(same(painted(skin, type, radius, 5), painted(skin, type, radius, 5))).toBe(true);
    expect(same(painted(skin, type, radius, 5), painted(skin, type, radius, 6))).toBe(false);
  });

  it('leaves every pixel beyond its reach as it was', () => {
    const before = flatSkin(skin).data;
    const { data } = painted(skin, type, radius, 3);
    const changed = new Set<number>();
    data.forEach((value, at) => {
      if (value !== before[at]) changed.add(Math.floor(at / 3));
    });
    expect(changed.size).toBeGreaterThan(radius);
    const distances = [...changed].map((pixel) =>
      Math.hypot((pixel % SIDE) - MIDDLE, Math.floor(pixel / SIDE) - MIDDLE),
    );
    expect(Math.max(...distances)).toBeLessThan(MARK_REACH * radius);
    expect(Math.max(...distances)).toBeGreaterThan(0.6 * radius);
  });

  it('may hang over the edge of the picture or lie outside it', () => {
    const image = flatSkin(skin);
    paintLesion(image, { type, x: 0, y: SIDE - 1, radius }, seededRandom(1));
    expect(same(image, flatSkin(skin))).toBe(false);
    const other = flatSkin(skin);
    paintLesion(other, { type, x: -200, y: 20, radius }, seededRandom(1));
    expect(same(other, flatSkin(skin))).toBe(true);
  });

  it.each([0, -1, NaN, Infinity])('refuses a radius of %d', (bad) => {
    expect(() => painted(skin, type, bad, 1)).toThrow(RangeError);
  });
});

describe.each(LOOK_ALIKE_KINDS)('the look-alike %s', (kind) => {
  const skin = SKIN_COLOURS[2].skin;

  it.each(SEEDS)('changes the skin within its reach only (seed %i)', (seed) => {
    const image = flatSkin(skin);
    paintLookAlike(image, { kind, x: MIDDLE, y: MIDDLE, radius: 7 }, seededRandom(seed));
    expect(ring(image, 0, 5)).not.toEqual(skin);
    expect(ring(image, 7 * MARK_REACH, SIDE)).toEqual(skin);
    if (kind !== 'scar') expect(luma(ring(image, 0, 3))).toBeLessThan(luma(skin) - 5);
  });
});
