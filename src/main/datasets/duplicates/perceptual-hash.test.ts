import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bits, hashDistance, perceptualHash } from './perceptual-hash';
import { likeness, mirrored, type Thumbnail } from './thumbnail';

const thumbnail = (value: (x: number, y: number) => number): Thumbnail => ({
  side: 32,
  grey: Uint8Array.from({ length: 1024 }, (_, pixel) => value(pixel % 32, Math.floor(pixel / 32))),
});
const scene = (change = (grey: number) => grey) =>
  thumbnail((x, y) => change(120 + 60 * Math.sin(x / 5) + 40 * Math.cos((x * y) / 90) - y));
const other = thumbnail((x, y) => 128 + 100 * Math.cos(y / 3) * Math.sin(x / 11));

describe('perceptual hash', () => {
  it('counts bits', () => {
    fc.assert(
      fc.property(fc.integer(), (word) => {
        expect(bits(word)).toBe((word >>> 0).toString(2).replaceAll('0', '').length);
      }),
    );
  });

  it('stands still when light and contrast change, and moves with the picture', () => {
    const hash = perceptualHash(scene());
    expect(hashDistance(hash, perceptualHash(scene((grey) => 0.6 * grey + 30)))).toBeLessThanOrEqual(4);
    expect(hashDistance(hash, perceptualHash(other))).toBeGreaterThan(16);
    expect(bits(hash.low) + bits(hash.high)).toBe(31);
  });
});

describe('thumbnails', () => {
  it('are as like as their values correlate', () => {
    expect(
      likeness(
        scene(),
        scene((grey) => 0.5 * grey + 60),
      ),
    ).toBeGreaterThan(0.999);
    expect(
      likeness(
        scene(),
        scene((grey) => 255 - grey),
      ),
    ).toBeLessThan(-0.999);
    expect(
      likeness(
        scene(),
        thumbnail(() => 7),
      ),
    ).toBe(0);
  });

  it('are the same when mirrored twice', () => {
    expect(mirrored(mirrored(scene()))).toEqual(scene());
    expect(mirrored(scene()).grey[0]).toBe(scene().grey[31]);
  });
});
