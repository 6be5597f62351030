import { expect, it } from 'vitest';
import { signed } from './signed';

it.each([
  [3, '+3'],
  [-12, '−12'],
  [0, '±0'],
  // One lesion of eight, more and less.
  [12.5, '+13'],
  [-12.5, '−13'],
  // One of three hundred.
  [1 / 3, '±0'],
  [-1 / 3, '±0'],
])('%d is %s', (difference, words) => {
  expect(signed(difference)).toBe(words);
});
