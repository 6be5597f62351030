import { expect, it } from 'vitest';
import { inReadingOrder, neighbourId } from './reading-order';

const at = (id: string, x: number, y: number) => ({ id, box: { x: x - 2, y: y - 2, width: 4, height: 4 } });

it('reads rows from the top, each from the left', () => {
  const marks = [at('d', 80, 52), at('b', 70, 9), at('c', 20, 58), at('a', 10, 12)];
  expect(inReadingOrder(marks, 20).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
});

it('walks both ways, begins at the matching end and stops at the ends', () => {
  const ids = ['a', 'b', 'c'];
  expect(neighbourId(ids, null, 1)).toBe('a');
  expect(neighbourId(ids, null, -1)).toBe('c');
  expect(neighbourId(ids, 'b', 1)).toBe('c');
  expect(neighbourId(ids, 'b', -1)).toBe('a');
  expect(neighbourId(ids, 'c', 1)).toBeNull();
  expect(neighbourId(ids, 'hidden', 1)).toBe('a');
  expect(neighbourId([], null, 1)).toBeNull();
});
