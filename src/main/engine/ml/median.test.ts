import { expect, it } from 'vitest';
import { median } from './median';

it.each([
  [[3], 3],
  [[4, 1, 3], 3],
  [[1, 4, 2, 3], 2.5],
])('the median of %j is %d', (values, expected) => expect(median(values)).toBe(expected));
