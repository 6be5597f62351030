import { expect, it } from 'vitest';
import type { RgbImage } from '../../../shared/photo/rgb-image';
import { seededRandom } from '../ml/random';
import { layCrop } from './lay-crop';

type Colour = readonly [number, number, number];

const filled = (side: number, colourAt: (x: number, y: number) => Colour): RgbImage => ({
  ...{ width: side, height: side },
  data: Uint8Array.from({ length: side * side * 3 }, (_, at) => {
    const pixel = Math.floor(at / 3);
    return colourAt(pixel % side, Math.floor(pixel / side))[at % 3] ?? 0;
  }),
});
const pixel = ({ width, data }: RgbImage, x: number, y: number): readonly number[] => [
  ...data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3),
];

const SKIN: Colour = [190, 140, 115];
/** Skin of another colour with a dark spot in its middle. */
const spot = filled(16, (x, y) => (Math.hypot(x - 7.5, y - 7.5) < 3 ? [60, 45, 40] : [120, 110, 100]));

it('lays the lesion where it is told, in the colour of the skin there, and changes nothing else', () => {
  const photo = filled(64, () => SKIN);
  layCrop(photo, spot, { x: 30, y: 34, radius: 6 }, seededRandom(1));
  // The spot is half as light as its own skin, and so it is here.
  pixel(photo, 30, 34).forEach((value, channel) =>
    expect(value / (SKIN[channel] ?? NaN)).toBeCloseTo(
      ([60, 45, 40][channel] ?? NaN) / (120 - 10 * channel),
      1,
    ),
  );
  // Beside the lesion the crop’s skin has become the photo’s.
  expect(pixel(photo, 30, 34 + 7)).toEqual([...SKIN]);
  for (let y = 0; y < 64; y += 1)
    for (let x = 0; x < 64; x += 1)
      if (Math.hypot(x - 30, y - 34) > 10) expect(pixel(photo, x, y)).toEqual([...SKIN]);
});

it('turns it, each time otherwise, and the same way for the same seed', () => {
  const uneven = filled(16, (x, y) => (x < 8 && y < 8 ? [60, 45, 40] : [120, 110, 100]));
  const laid = (seed: number) => {
    const photo = filled(64, () => SKIN);
    layCrop(photo, uneven, { x: 32, y: 32, radius: 8 }, seededRandom(seed));
    return photo.data;
  };
  expect(laid(1)).toEqual(laid(1));
  expect(laid(2)).not.toEqual(laid(1));
});

it('may reach over the photo’s edge, or lie outside', () => {
  const photo = filled(24, () => SKIN);
  layCrop(photo, spot, { x: 0, y: 23, radius: 6 }, seededRandom(1));
  expect(pixel(photo, 0, 23)).not.toEqual([...SKIN]);
  expect(() => layCrop(photo, spot, { x: -80, y: 90, radius: 6 }, seededRandom(1))).not.toThrow();
});
