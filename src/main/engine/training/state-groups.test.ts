import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ParameterSpec } from '../ml/nn/parameter';
import { GROUP_LIMIT, planStateGroups, sizeOf } from './state-groups';

const parameter = fc
  .record({
    shape: fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 2 }),
    role: fc.constantFrom('filter' as const, 'vector' as const, 'statistic' as const),
  })
  .map(({ shape, role }): Omit<ParameterSpec, 'name'> => ({
    shape,
    role,
    initial: { kind: 'fill', value: 0 },
  }));
const parameters = fc
  .array(parameter, { maxLength: 30 })
  .map((specs) => specs.map((spec, index) => ({ ...spec, name: `p${index}` })));

it('holds every element of every parameter exactly once, without gaps or mixed kinds', () => {
  fc.assert(
    fc.property(parameters, (specs) => {
      const groups = planStateGroups(specs, ['value', 'average']);
      for (const group of groups) {
        let end = 0;
        for (const {
          at,
          size,
          parameter: { role },
        } of group.segments) {
          expect(at).toBe(end);
          end += size;
          expect({ filter: 'decayed', vector: 'undecayed', statistic: 'statistic' }[role]).toBe(group.kind);
        }
        expect(group.size).toBe(end);
        expect(end).toBeLessThanOrEqual(GROUP_LIMIT);
      }
      for (const spec of specs) {
        const mine = groups.flatMap(({ segments }) => segments).filter(({ parameter: one }) => one === spec);
        let next = 0;
        for (const { from, size } of mine) {
          expect(from).toBe(next);
          next += size;
        }
        expect(next).toBe(sizeOf(spec));
      }
    }),
  );
});

it('joins small parameters and cuts large ones', () => {
  const spec = (name: string, size: number): ParameterSpec => ({
    name,
    shape: [size],
    role: 'filter',
    initial: { kind: 'fill', value: 0 },
  });
  const groups = planStateGroups([spec('a', 10), spec('b', 20), spec('c', GROUP_LIMIT * 2 + 2)], ['value']);
  const third = (GROUP_LIMIT * 2 + 2) / 3;
  expect(groups.map(({ name, size }) => [name, size])).toEqual([
    ['decayed0', 30 + Math.floor(third)],
    ['decayed1', Math.floor(2 * third) - Math.floor(third)],
    ['decayed2', 3 * third - Math.floor(2 * third)],
  ]);
});
