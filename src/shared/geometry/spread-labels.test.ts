import fc from 'fast-check';
import { expect, it } from 'vitest';
import { spreadLabels } from './spread-labels';

it('leaves labels that have room, and parts those that have not', () => {
  expect(spreadLabels([10, 50, 90], 12, 100)).toEqual([10, 50, 90]);
  expect(spreadLabels([50, 50, 48], 12, 100)).toEqual([60, 72, 48]);
  expect(spreadLabels([100, 100], 12, 100)).toEqual([88, 100]);
  expect(spreadLabels([], 12, 100)).toEqual([]);
});

it('keeps the gap, the order and the limit', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 6 }), (wanted) => {
      const places = spreadLabels(wanted, 13, 200);
      const sorted = [...places].sort((a, b) => a - b);
      sorted
        .slice(1)
        .forEach((place, index) => expect(place - (sorted[index] ?? 0)).toBeGreaterThanOrEqual(13));
      expect(Math.max(0, ...places)).toBeLessThanOrEqual(200);
      for (const [i, a] of wanted.entries())
        for (const [j, b] of wanted.entries()) if (a < b) expect(places[i]).toBeLessThan(places[j] ?? 0);
    }),
  );
});
