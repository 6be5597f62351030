import { expect, it } from 'vitest';
import { STATED_TYPES, type StatedType } from '../../../src/shared/clinical/stated-type';
import { TYPE_MARKS, typeMark } from '../../../src/shared/clinical/type-marks';
import { overlaySvg, renderOverlay } from '../../../src/main/imaging/overlay';
import { sharp } from '../../../src/main/imaging/sharp-instance';

const SIDE = 200;
const SKIN = [200, 150, 120] as const;
const photo = {
  width: SIDE,
  height: SIDE,
  data: Uint8Array.from({ length: SIDE * SIDE * 3 }, (_, index) => SKIN[index % 3]!),
};
const lesion = (type: StatedType | null, x: number, y: number, side = 20) => ({
  type,
  score: 0.5,
  box: { x: x / SIDE, y: y / SIDE, width: side / SIDE, height: side / SIDE },
});

async function drawn(lesions: Parameters<typeof renderOverlay>[1]) {
  const { data, info } = await sharp(await renderOverlay(photo, lesions))
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect([info.width, info.height, info.channels]).toEqual([SIDE, SIDE, 3]);
  return (x: number, y: number) => [...data.subarray((y * SIDE + x) * 3, (y * SIDE + x) * 3 + 3)];
}

it('changes nothing where there are no lesions, nor inside one', async () => {
  const at = await drawn([lesion('nodule', 90, 90)]);
  expect(at(100, 100)).toEqual(SKIN);
  expect(at(20, 20)).toEqual(SKIN);
  const bare = await drawn([]);
  expect(bare(100, 100)).toEqual(SKIN);
});

it.each([...STATED_TYPES, null])('outlines a %s in its colour', async (type) => {
  const at = await drawn([lesion(type, 90, 90, 40)]);
  const colour = /^#(..)(..)(..)$/
    .exec(typeMark(type).colour)!
    .slice(1)
    .map((hex) => parseInt(hex, 16));
  const distances = Array.from({ length: SIDE * SIDE }, (_, index) =>
    Math.hypot(
      ...at(index % SIDE, Math.floor(index / SIDE)).map((value, channel) => value - colour[channel]!),
    ),
  );
  expect(Math.min(...distances)).toBeLessThan(30);
});

it('tells types apart without colour: by stroke and letters', () => {
  const looks = [...STATED_TYPES, null].map((type) =>
    overlaySvg(SIDE, SIDE, [lesion(type, 50, 50)]).replace(/#[0-9a-f]{6}/g, ''),
  );
  expect(new Set(looks).size).toBe(STATED_TYPES.length + 1);
});

it('keeps letters inside the photo', () => {
  const svg = overlaySvg(SIDE, SIDE, [lesion('pustule', 185, 0, 15)]);
  const [, x, y] = /translate\((-?[\d.]+) (-?[\d.]+)\) scale/.exec(svg)!.map(Number);
  expect(x! + 8 * 1.34).toBeLessThanOrEqual(SIDE);
  expect(y).toBeGreaterThanOrEqual(0);
});

it('draws thicker on larger photos, and the surest lesion on top', () => {
  const widths = [1000, 4096].map(
    (side) => /stroke-width="([\d.]+)"/.exec(overlaySvg(side, side, [lesion('papule', 1, 1)]))![1],
  );
  expect(widths).toEqual(['3.00', '12.00']);
  const both = overlaySvg(SIDE, SIDE, [
    { ...lesion('papule', 50, 50), score: 0.9 },
    { ...lesion('nodule', 50, 50), score: 0.1 },
  ]);
  expect(both.indexOf(TYPE_MARKS.nodule.colour)).toBeLessThan(both.indexOf(TYPE_MARKS.papule.colour));
});
