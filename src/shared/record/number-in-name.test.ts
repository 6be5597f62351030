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
  expect(numbersInName('P1010007.JPG', '101_PANA')).toEqual([]);
});

it('takes words without a digit for no number', () => {
  expect(numbersInName('left cheek.jpg', 'Zoë')).toEqual([]);
});

it.each([
  ['DSC0001.jpg', '2025-03-01'],
  ['DSC0001.jpg', '20250301'],
  ['DSC0001.jpg', '01.03.2025'],
  ['DSC0001.jpg', '1.3.25'],
  ['DSC0001.jpg', '03-28-2025'],
  ['DSC0001.jpg', '2025_03_01 frontal'],
  ['20250301_093012.jpg', null],
  ['20250301_093012_001.jpg', null],
  ['IMG_20250301_093012.jpg', null],
  ['PXL_20250301_093012345.jpg', null],
  ['Screenshot_20250301-093012.png', null],
  ['Photo 2025-03-01 at 9.30.12.jpeg', null],
  ['2025-03-01T093012.jpg', '2025-03-01 09.30'],
  ['2025-03-01 (2).jpg', null],
])('takes neither date nor time for a number: %s in %s', (fileName, folderName) => {
  expect(numbersInName(fileName, folderName)).toEqual([]);
});

it.each([
  ['L-123_20250301_093012.jpg', null, 'L123'],
  ['IMG_20250301_093012 A 2041.jpg', null, 'A2041'],
  ['2025-03-01_104.jpg', null, '104'],
  ['104 01.03.2025.jpg', null, '104'],
  ['DSC0001.jpg', '2025-03-01 17', '17'],
  ['DSC0001.jpg', 'A2041 2025-03-01', 'A2041'],
  // No dates: a number of a year, and longer ones.
  ['DSC0001.jpg', '2025-0301', '20250301'],
  ['20259901.jpg', null, '20259901'],
  ['2025-03-01 1234567890.jpg', null, '1234567890'],
])('finds a number beside a date: %s in %s', (fileName, folderName, number) => {
  expect(numbersInName(fileName, folderName)).toContain(number);
});
