import fc from 'fast-check';
import { expect, it } from 'vitest';
import { elementCount } from '../../graph/graph';
import { axisGroups } from './sink-reshape';

it('finds the smallest independent parts of a reshape', () => {
  expect(axisGroups([2, 3, 4, 5], [6, 20])).toEqual([
    { from: [0, 1], to: [0] },
    { from: [2, 3], to: [1] },
  ]);
  expect(axisGroups([0, 3], [3, 0])).toBeNull();
});

it('covers every axis once, with as many elements on either side', () => {
  const shape = fc.array(fc.constantFrom(1, 2, 3, 4), { maxLength: 5 });
  fc.assert(
    fc.property(shape, fc.nat(), (from, cut) => {
      // Joining two neighbours and splitting a four gives another shape of as many elements.
      const at = from.length > 1 ? cut % (from.length - 1) : 0;
      const joined =
        from.length > 1 ? [...from.slice(0, at), from[at]! * from[at + 1]!, ...from.slice(at + 2)] : from;
      const to = joined.flatMap((size) => (size === 4 ? [2, 2] : [size]));
      const groups = axisGroups(from, to) ?? [];
      expect(groups.flatMap((group) => group.from)).toEqual(from.map((_, axis) => axis));
      expect(groups.flatMap((group) => group.to)).toEqual(to.map((_, axis) => axis));
      for (const group of groups) {
        const count = elementCount(group.from.map((axis) => from[axis]!));
        expect(elementCount(group.to.map((axis) => to[axis]!))).toBe(count);
      }
    }),
  );
});
