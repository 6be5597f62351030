import { expect, it } from 'vitest';
import sharp from 'sharp';
import { contactSheet, type SheetPicture } from '../../../src/main/imaging/contact-sheet';
import { quadrants } from '../../helpers/pictures';

const SIDE = 120;
const picture = (shift: number): SheetPicture => ({
  image: quadrants(SIDE, SIDE, shift),
  marks: [{ box: { x: 40, y: 70, width: 30, height: 30 }, word: 'papule', colour: '#00ffff' }],
  caption: `photo ${shift}`,
});
const legend = [{ word: 'papule', colour: '#00ffff', count: 3 }];

async function colours(sheet: Buffer) {
  const { data, info } = await sharp(sheet).raw().toBuffer({ resolveWithObject: true });
  return {
    ...info,
    at: (x: number, y: number) => [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)],
  };
}

const near = (colour: readonly number[], expected: readonly number[]): boolean =>
  colour.every((value, channel) => Math.abs(value - expected[channel]!) <= 24);

it('lays pictures in rows beneath a legend, each with its boxes and a caption', async () => {
  const pictures = [0, 10, 20].map(picture);
  const sheet = await colours(await contactSheet(pictures, legend, 2));
  expect([sheet.width, sheet.height]).toEqual([2 * (SIDE + 8) + 8, 38 + 2 * (SIDE + 24)]);
  const origins = [
    [8, 38],
    [136, 38],
    [8, 182],
  ] as const;
  for (const [index, [x, y]] of origins.entries()) {
    expect(
      near(
        sheet.at(x + 20, y + 20),
        [200, 40, 40].map((value) => value + 10 * index),
      ),
    ).toBe(true);
    const [red = 255, green = 0, blue = 0] = sheet.at(x + 55, y + 70);
    expect(Math.min(green, blue) - red, 'the upper edge of the box is cyan').toBeGreaterThan(60);
    expect(
      near(
        sheet.at(x + 20, y + 100),
        [40, 60, 200].map((value) => value + 10 * index),
      ),
    ).toBe(true);
  }
  expect(near(sheet.at(200, 260), [24, 26, 30]), 'where no picture is').toBe(true);
  const caption = Array.from({ length: 60 }, (_, x) => sheet.at(8 + x, 38 + SIDE + 9)[0]!);
  expect(Math.max(...caption)).toBeGreaterThan(120);
});

it('leaves a word out where another word or box is in the way, never a box', async () => {
  const crowd = Array.from({ length: 40 }, (_, index) => ({
    box: { x: 10 + (index % 8) * 12, y: 12 + Math.floor(index / 8) * 12, width: 8, height: 8 },
    word: 'comedone',
    colour: '#ffffff',
  }));
  const sheet = await colours(await contactSheet([{ ...picture(0), marks: crowd }], [], 4));
  for (const { box } of crowd) {
    const edge = sheet.at(8 + box.x + 4, 38 + box.y);
    expect(Math.min(...edge), `${box.x}, ${box.y}`).toBeGreaterThan(110);
  }
});

it('refuses a sheet of nothing', async () => {
  await expect(contactSheet([], [], 4)).rejects.toThrow(RangeError);
});
