import { expect, it } from 'vitest';
import { wilsonInterval } from './wilson-interval';

it.each([
  [42, 51],
  [1, 10],
  [7, 8],
  [300, 1000],
])('%i of %i: both ends lie 1.96 of their own standard errors away', (right, total) => {
  for (const end of wilsonInterval(right, total)) {
    const errors = Math.abs(right / total - end) / Math.sqrt((end * (1 - end)) / total);
    expect(errors).toBeCloseTo(1.96, 3);
  }
});

it('stays within 0–1 where all or none are right', () => {
  expect(wilsonInterval(0, 10)[0]).toBeCloseTo(0, 12);
  expect(wilsonInterval(10, 10)[1]).toBeCloseTo(1, 12);
  expect(wilsonInterval(0, 10)[1]).toBeCloseTo(1 - wilsonInterval(10, 10)[0], 12);
});
