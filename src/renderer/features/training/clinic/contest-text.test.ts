import { expect, it } from 'vitest';
import { contestText } from './contest-text';

it('rounds both figures and signs the difference', () => {
  expect(
    contestText(
      { champion: 0.8111, challenger: 0.8925, difference: { low: -0.0004, high: 0.1, resamples: 9 } },
      3,
    ),
  ).toEqual({ before: '0.811', after: '0.892', difference: '0.000 to +0.100' });
  expect(
    contestText({ champion: 4.21, challenger: 2.25, difference: { low: -2.5, high: -0.4, resamples: 9 } }, 1),
  ).toEqual({ before: '4.2', after: '2.3', difference: '−2.5 to −0.4' });
  expect(contestText({ champion: null, challenger: null, difference: null }, 1)).toEqual({
    ...{ before: 'n/a', after: 'n/a', difference: 'n/a' },
  });
});
