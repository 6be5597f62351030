import { expect, it } from 'vitest';
import { SKIN_COLOURS } from '../../../../shared/phantom/skin-tone';
import { individualTypologyAngle, skinColourGroup } from './individual-typology-angle';

const side = 40;

/** A square of one colour; the left half may have another. */
function picture(colour: readonly number[], left: readonly number[] = colour) {
  const data = new Uint8Array(side * side * 3);
  for (let pixel = 0; pixel < side * side; pixel += 1) {
    data.set(pixel % side < side / 2 ? left : colour, pixel * 3);
  }
  return { width: side, height: side, data };
}

it.each([
  [1, 66.53, 'very light'],
  [2, 54.46, 'light'],
  [3, 39.28, 'intermediate'],
  [4, 14.38, 'tan'],
  [5, -22.55, 'brown'],
  [6, -58.37, 'dark'],
] as const)('rendered skin of tone %d has %d degrees: %s', (tone, degrees, group) => {
  const angle = individualTypologyAngle(picture(SKIN_COLOURS[tone].skin), []);
  expect(angle).toBeCloseTo(degrees, 0);
  expect(skinColourGroup(angle ?? NaN)).toBe(group);
});

it('leaves out what is marked and the skin round it', () => {
  const { skin } = SKIN_COLOURS[3];
  const red = picture(skin, [190, 110, 100]);
  const clear = individualTypologyAngle(picture(skin), []) ?? NaN;
  expect(individualTypologyAngle(red, [])).not.toBeCloseTo(clear, 0);
  const mark = { x: 0, y: 0, width: side / 2 - 1, height: side };
  expect(individualTypologyAngle(red, [{ ...mark, x: mark.x - mark.width / 4 }])).toBeCloseTo(clear, 0);
});

it('says nothing without skin', () => {
  expect(individualTypologyAngle(picture([40, 90, 200]), [])).toBeNull();
});
