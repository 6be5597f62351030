import fc from 'fast-check';
import { expect, it } from 'vitest';
import { labelsWithRoom, textWithRoom } from './thin-labels';

it('leaves out the labels that would lie over others', () => {
  expect(labelsWithRoom([], 40)).toEqual([]);
  expect(labelsWithRoom([10], 40)).toEqual([true]);
  expect(labelsWithRoom([10, 60, 110], 40)).toEqual([true, true, true]);
  expect(labelsWithRoom([10, 30, 60, 80, 110], 40)).toEqual([true, false, true, false, true]);
  expect(labelsWithRoom([10, 30], 40)).toEqual([false, true]);
});

it('never lets two lie over each other, and always keeps the last', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1 }), (numbers) => {
      const places = numbers.toSorted((a, b) => a - b);
      const shown = labelsWithRoom(places, 40);
      const kept = places.filter((_, index) => shown[index]);
      expect(shown.at(-1)).toBe(true);
      kept.forEach((place, index) => {
        if (index > 0) expect(place - (kept[index - 1] ?? 0)).toBeGreaterThanOrEqual(40);
      });
    }),
  );
});

it('shortens a text to its room', () => {
  expect(textWithRoom('adapalene', 200)).toBe('adapalene');
  expect(textWithRoom('topical retinoid, adapalene', 66)).toBe('topical r…');
  expect(textWithRoom('topical retinoid', 60)).toBe('topical…');
});
