import { expect, it } from 'vitest';
import { isWithin, stretchFor } from './photo-window';

const held = (offset: number, length: number, total: number) => ({ offset, total, rows: { length } });

it('fetches more than is shown, never before the first and never more than one request may bring', () => {
  expect(stretchFor({ first: 0, last: 9 })).toEqual({ offset: 0, limit: 160 });
  expect(stretchFor({ first: 1000, last: 1019 })).toEqual({ offset: 850, limit: 320 });
  expect(stretchFor({ first: 0, last: 9999 }).limit).toBe(500);
});

it('asks for more before the end of what it has is reached, and not at the ends of the list', () => {
  expect(isWithin({ first: 0, last: 9 }, held(0, 160, 180_000))).toBe(true);
  expect(isWithin({ first: 100, last: 115 }, held(0, 160, 180_000))).toBe(false);
  expect(isWithin({ first: 145, last: 159 }, held(0, 160, 160))).toBe(true);
  expect(isWithin({ first: 850, last: 860 }, held(850, 320, 180_000))).toBe(false);
});

it('what it fetches for a range covers that range', () => {
  for (const first of [0, 40, 149, 150, 151, 5000, 179_990]) {
    const range = { first, last: Math.min(179_999, first + 20) };
    const { offset, limit } = stretchFor(range);
    expect(isWithin(range, held(offset, Math.min(limit, 180_000 - offset), 180_000))).toBe(true);
  }
});
