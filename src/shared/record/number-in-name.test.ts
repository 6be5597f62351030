import { expect, it } from 'vitest';
import { numberKey, numbersInName } from './number-in-name';

it('finds a number in whatever form it was typed', () => {
  expect(numberKey(' l-12/3 ')).toBe('L123');
  expect(numbersInName('L-123 left.jpg', null)).toContain('L123');
  expect(numbersInName('L123_2.JPG', null)).toContain('L123');
  expect(numbersInName('IMG_0007 A 2041.jpg', null)).toContain('A2041');
});

it('takes the folder’s name for one, however short', () => {
  expect(numbersInName('DSC00042.JPG', '17')).toEqual(['17']);
});

it('does not take the camera’s own count, folder or day for a number', () => {
  expect(numbersInName('IMG_1234.JPG', '100CANON')).toEqual([]);
  expect(numbersInName('DSC00042.JPG', 'DCIM')).toEqual([]);
  expect(numbersInName('PXL_20250301_093012345.jpg', null).includes('20250301')).toBe(false);
  expect(numbersInName('P1010007.JPG', '101_PANA')).toEqual([]);
});

it('takes words without a digit for no number', () => {
  expect(numbersInName('left cheek.jpg', 'Zoë')).toEqual([]);
});
