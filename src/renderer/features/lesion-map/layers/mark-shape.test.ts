import { expect, it } from 'vitest';
import { leastOutline, outlineBox } from './mark-shape';

it('shrinks the least outline where marks crowd, within its limits', () => {
  expect(leastOutline(500 * 600, 40)).toBe(14);
  expect(leastOutline(175 * 262, 336)).toBe(7);
  expect(leastOutline(200 * 200, 100)).toBe(10);
  expect(leastOutline(200 * 200, 0)).toBe(14);
});

it('widens a small lesion about its centre and never cuts into a large one', () => {
  expect(outlineBox({ x: 10, y: 20, width: 2, height: 4 }, 14)).toEqual({
    x: 4,
    y: 15,
    width: 14,
    height: 14,
  });
  expect(outlineBox({ x: 10, y: 20, width: 40, height: 30 }, 14)).toEqual({
    x: 7.5,
    y: 17.5,
    width: 45,
    height: 35,
  });
});
