import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadPixels } from '../../../src/main/imaging/load-pixels';
import { sharp, type Sharp } from '../../../src/main/imaging/sharp-instance';
import { QUADRANT_COLOURS, quadrantColours, quadrants, withFolder } from '../../helpers/pictures';

const source = quadrants(160, 96);
const encode = (): Sharp => sharp(source.data, { raw: { width: 160, height: 96, channels: 3 } });
const fixture = (name: string): string => fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url));
const HEIC = fixture('quadrants-p3-turned.heic');
/** The quadrants, lying, with `nclx` colours 12/13/6 in place of a profile; pillow-heif 1.8.1, quality 95, 4:4:4. */
const HEIC_NCLX = fixture('quadrants-p3-nclx.heic');

/** The same file with other code points for primaries and transfer. */
async function heicWithColour(primaries: number, transfer: number): Promise<Buffer> {
  const bytes = await readFile(HEIC_NCLX);
  const box = bytes.indexOf('colrnclx', 0, 'latin1');
  bytes.writeUInt16BE(primaries, box + 8);
  bytes.writeUInt16BE(transfer, box + 10);
  return bytes;
}

/** Largest difference of any channel between two lists of colours. */
const difference = (a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number =>
  Math.max(...a.flatMap((colour, row) => colour.map((value, k) => Math.abs(value - (b[row]?.[k] ?? NaN)))));

async function load(bytes: Buffer, options?: Parameters<typeof loadPixels>[1]) {
  return withFolder(async (folder) => {
    const file = join(folder, 'photo.jpg');
    await writeFile(file, bytes);
    return loadPixels(file, options);
  });
}

describe('loadPixels', () => {
  it.each([
    ['JPEG', () => encode().jpeg({ quality: 95 }), 4],
    ['PNG', () => encode().png(), 0],
    ['WebP', () => encode().webp({ lossless: true }), 0],
    ['TIFF', () => encode().tiff({ compression: 'lzw' }), 0],
    ['16-bit PNG', () => encode().toColourspace('rgb16').png(), 0],
    ['palette PNG', () => encode().png({ palette: true }), 1],
  ])('reads %s whatever its name says', async (_, picture, tolerance) => {
    const photo = await load(await picture().toBuffer());
    expect([photo.width, photo.height, photo.fullWidth, photo.fullHeight]).toEqual([160, 96, 160, 96]);
    expect(photo.data).toHaveLength(160 * 96 * 3);
    expect(difference(quadrantColours(photo), QUADRANT_COLOURS)).toBeLessThanOrEqual(tolerance);
  });

  it('brings any shape to a square where one is asked for', async () => {
    const photo = await load(await encode().png().toBuffer(), { squareSide: 64 });
    expect([photo.width, photo.height, photo.fullWidth, photo.fullHeight]).toEqual([64, 64, 160, 96]);
    expect(difference(quadrantColours(photo), QUADRANT_COLOURS)).toBe(0);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('turns EXIF orientation %i upright', async (orientation) => {
    const photo = await load(await encode().withMetadata({ orientation }).png().toBuffer());
    const turned = orientation >= 5;
    expect([photo.width, photo.height]).toEqual(turned ? [96, 160] : [160, 96]);
    // Where each upright quadrant lies in the stored picture, by EXIF 2.32 table of orientations.
    const places = ['0123', '1032', '3210', '2301', '0213', '2031', '3120', '1302'][orientation - 1] ?? '';
    expect(quadrantColours(photo)).toEqual(
      [...places].map((place) => [...(QUADRANT_COLOURS[Number(place)] ?? [])]),
    );
  });

  it('converts an embedded profile to sRGB', async () => {
    const photo = await load(await encode().withIccProfile('p3').png().toBuffer());
    expect(difference(quadrantColours(photo), QUADRANT_COLOURS)).toBeLessThanOrEqual(2);
  });

  it('converts CMYK', async () => {
    const photo = await load(await encode().toColourspace('cmyk').jpeg({ quality: 98 }).toBuffer());
    expect(photo.data).toHaveLength(160 * 96 * 3);
    // The press profile cannot hold the saturated colours; skin survives.
    expect(difference(quadrantColours(photo).slice(3), QUADRANT_COLOURS.slice(3))).toBeLessThanOrEqual(8);
  });

  it.each([
    ['8-bit', 'b-w' as const],
    ['16-bit', 'grey16' as const],
  ])('gives %s grey three equal channels', async (_, space) => {
    const photo = await load(await encode().toColourspace(space).png().toBuffer());
    expect(photo.data).toHaveLength(160 * 96 * 3);
    for (const [r, g, b] of quadrantColours(photo)) expect([g, b]).toEqual([r, r]);
    const [red, , , skin] = quadrantColours(photo);
    expect(skin?.[0]).toBeGreaterThan((red?.[0] ?? 255) + 50);
  });

  it('lays transparency on white', async () => {
    const clear = sharp({
      create: { width: 64, height: 64, channels: 4, background: { r: 10, g: 20, b: 30, alpha: 0 } },
    });
    const photo = await load(await clear.png().toBuffer());
    expect(new Set(photo.data)).toEqual(new Set([255]));
  });

  it('reduces to a long side and tells the full size', async () => {
    const photo = await load(await encode().withMetadata({ orientation: 6 }).png().toBuffer(), {
      longSide: 80,
    });
    expect([photo.width, photo.height, photo.fullWidth, photo.fullHeight]).toEqual([48, 80, 96, 160]);
    const small = await load(await encode().png().toBuffer(), { longSide: 1000 });
    expect(small.width).toBe(160);
  });

  it('reads HEIC: turned once, Display P3 converted', async () => {
    const photo = await loadPixels(HEIC);
    expect([photo.width, photo.height]).toEqual([96, 160]);
    // The quadrants' numbers meant as Display P3 and converted by LittleCMS, turned a quarter clockwise.
    const expected = [
      [34, 61, 208],
      [218, 0, 27],
      [234, 169, 146],
      [0, 183, 30],
    ];
    expect(difference(quadrantColours(photo), expected)).toBeLessThanOrEqual(3);
  });

  // The quadrants' numbers in the space named, brought to sRGB by the matrices of H.273's primaries, cut to range.
  const AS_P3 = [
    [218, 0, 26],
    [0, 183, 30],
    [34, 61, 208],
    [234, 169, 146],
  ];
  const AS_BT2020 = [
    [249, 0, 27],
    [0, 190, 14],
    [0, 59, 210],
    [252, 164, 146],
  ];
  it.each([
    ['Display P3', 12, 13, AS_P3],
    ['P3 without a curve', 12, 2, AS_P3],
    ['BT.2020', 9, 13, AS_BT2020],
    ['BT.2020 by its own curve', 9, 14, AS_BT2020],
    ['sRGB', 1, 13, QUADRANT_COLOURS],
    ['colours not named', 2, 2, QUADRANT_COLOURS],
    ['BT.2020 in high dynamic range, taken for sRGB', 9, 16, QUADRANT_COLOURS],
    ['a code that means nothing', 200, 13, QUADRANT_COLOURS],
  ])('reads HEIC with code points: %s', async (_, primaries, transfer, expected) => {
    const photo = await load(await heicWithColour(primaries, transfer));
    expect([photo.width, photo.height]).toEqual([160, 96]);
    expect(difference(quadrantColours(photo), expected)).toBeLessThanOrEqual(3);
  });

  it('reads HEIC after HEIC the same, with a damaged one and one at the same time in between', async () => {
    const whole = await readFile(HEIC);
    const damaged = Buffer.from(whole);
    damaged.fill(0xa5, Math.floor(whole.length / 2));
    const first = await loadPixels(HEIC);
    await load(damaged).catch(() => undefined);
    const [second, third] = await Promise.all([loadPixels(HEIC), load(whole)]);
    expect([second.data, third.data]).toEqual([first.data, first.data]);
    expect((await loadPixels(HEIC)).data).toEqual(first.data);
  });

  it('stops when cancelled', async () => {
    const bytes = await encode().png().toBuffer();
    await expect(load(bytes, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      failure: { kind: 'cancelled', retryable: true },
    });
  });
});
