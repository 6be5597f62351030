import { expect, it } from 'vitest';
import { nextIndex } from './list-keys';

it('moves by one, by a page and to the ends, and stops there', () => {
  expect(nextIndex('ArrowDown', 3, 10, 4)).toBe(4);
  expect(nextIndex('ArrowDown', 9, 10, 4)).toBe(9);
  expect(nextIndex('ArrowUp', 0, 10, 4)).toBe(0);
  expect(nextIndex('PageDown', 3, 10, 4)).toBe(7);
  expect(nextIndex('PageUp', 3, 10, 4)).toBe(0);
  expect(nextIndex('Home', 3, 10, 4)).toBe(0);
  expect(nextIndex('End', 3, 10, 4)).toBe(9);
});

it('begins at an end where nothing is open', () => {
  expect(nextIndex('ArrowDown', -1, 10, 4)).toBe(0);
  expect(nextIndex('ArrowUp', -1, 10, 4)).toBe(9);
});

it('ignores other keys and an empty list', () => {
  expect(nextIndex('a', 3, 10, 4)).toBeNull();
  expect(nextIndex('ArrowDown', -1, 0, 4)).toBeNull();
});
