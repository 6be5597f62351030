import fc from 'fast-check';
import { expect, it } from 'vitest';
import { joinGroups, linksByKey } from './join-groups';

it('puts things in one group exactly where links lead from one to the other', () => {
  const links = fc.array(fc.tuple(fc.nat({ max: 11 }), fc.nat({ max: 11 })), { maxLength: 14 });
  fc.assert(
    fc.property(links, (pairs) => {
      const groups = joinGroups(12, pairs);
      expect(groups.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, index) => index));
      // Reachability, the slow way.
      const reach = (start: number): ReadonlySet<number> => {
        const seen = new Set([start]);
        for (let before = 0; before !== seen.size;) {
          before = seen.size;
          for (const [a, b] of pairs) {
            if (seen.has(a)) seen.add(b);
            if (seen.has(b)) seen.add(a);
          }
        }
        return seen;
      };
      for (const group of groups) expect(new Set(group)).toEqual(reach(group[0]!));
    }),
  );
});

it('links what has the same key', () => {
  expect(joinGroups(5, linksByKey(['a', null, 'b', 'a', null]))).toEqual([[0, 3], [1], [2], [4]]);
});
