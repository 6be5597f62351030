import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LESION_TYPES } from './lesion';
import { countStated, shownCountKeys, statedType, SURE_INFLAMMATORY, SURE_TYPE } from './stated-type';

const scores = (comedone: number, papule: number, pustule: number, nodule: number) => ({
  ...{ comedone, papule, pustule, nodule },
});

it.each([
  [scores(1, 0, 0, 0), 'comedone'],
  [scores(0.1, SURE_TYPE, 0.2, 0), 'papule'],
  [scores(0.1, 0.05, 0.1, 0.75), 'nodule'],
  [scores(0.05, 0.5, 0.45, 0), 'inflammatory'],
  [scores(0.2, 0.35, 0.1, 0.35), 'inflammatory'],
  [scores(1 - SURE_INFLAMMATORY, SURE_INFLAMMATORY / 2, SURE_INFLAMMATORY / 2, 0), 'inflammatory'],
  [scores(0.45, 0.55, 0, 0), null],
  [scores(0.55, 0.25, 0.2, 0), null],
  [scores(0.25, 0.25, 0.25, 0.25), 'inflammatory'],
  [scores(0.3, 0.3, 0.2, 0.2), null],
])('%o are enough to say %s', (probabilities, said) => {
  expect(statedType(probabilities)).toBe(said);
});

it('says a type only where it is the likeliest, and never calls a likely comedone inflammatory', () => {
  const share = fc.integer({ min: 0, max: 100 });
  fc.assert(
    fc.property(fc.tuple(share, share, share, fc.integer({ min: 1, max: 100 })), (parts) => {
      const sum = parts.reduce((total, part) => total + part, 0);
      const [a, b, c, d] = parts.map((part) => part / sum) as [number, number, number, number];
      const probabilities = scores(a, b, c, d);
      const said = statedType(probabilities);
      if (said === null) return;
      if (said === 'inflammatory') expect(probabilities.comedone).toBeLessThan(0.5);
      else expect(probabilities[said]).toBe(Math.max(...LESION_TYPES.map((type) => probabilities[type])));
    }),
  );
});

it('counts what is open apart, and lists it only where there is any', () => {
  const counts = countStated(
    (['papule', 'inflammatory', null, 'inflammatory', 'comedone'] as const).map((type) => ({ type })),
  );
  expect(counts).toEqual({ comedone: 1, papule: 1, pustule: 0, nodule: 0, inflammatory: 2, unsure: 1 });
  expect(shownCountKeys([countStated([]), counts])).toHaveLength(6);
  expect(shownCountKeys([countStated([])])).toEqual(['comedone', 'papule', 'pustule', 'nodule']);
});
