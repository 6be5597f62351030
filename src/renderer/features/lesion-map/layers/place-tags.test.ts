import fc from 'fast-check';
import { expect, it } from 'vitest';
import { intersectionArea } from '../../../../shared/geometry/box';
import { placeTags } from './place-tags';

const tag = (x: number, y: number) => ({ x, y, width: 18, height: 12 });

it('keeps the more important of two that overlap', () => {
  expect(placeTags([tag(0, 0), tag(10, 5), tag(40, 0)])).toEqual([0, 2]);
});

it('finds overlaps across the squares of its lookup', () => {
  expect(placeTags([tag(28, 28), tag(40, 34)])).toEqual([0]);
});

it('never lets two overlap and always keeps the first', () => {
  const coordinate = fc.integer({ min: -50, max: 200 });
  fc.assert(
    fc.property(fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 60 }), (points) => {
      const tags = points.map(([x, y]) => tag(x, y));
      const kept = placeTags(tags);
      expect(kept[0]).toBe(0);
      for (const a of kept)
        for (const b of kept) if (a < b) expect(intersectionArea(tags[a]!, tags[b]!)).toBe(0);
    }),
  );
});
