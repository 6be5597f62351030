import { expect, it } from 'vitest';
import { identifiersIn } from './identifiers';

const zoe = { name: 'Zoë Ångström-de Vries', localNumber: 'A-20(41' };

it('finds names, numbers and dates, whatever their case and accents', () => {
  expect(identifiersIn('Seen with ANGSTROM sister; no. a-20(41', zoe)).toEqual(['ANGSTROM', 'a-20(41']);
  expect(identifiersIn('Zoë says better since 3.2.2026, worse on 2026-03-01.', zoe)).toEqual([
    'Zoë',
    '3.2.2026',
    '2026-03-01',
  ]);
  expect(identifiersIn('since 3 February 2026 and May 4th', zoe)).toEqual(['3 February 2026', 'May 4th']);
  expect(identifiersIn('Zoe\u0308 came', zoe)).toEqual(['Zoë']);
});

it('leaves words of a text alone that only contain such parts', () => {
  expect(identifiersIn('Zoës of the zone, 0.1 % twice a day, week 12, 1/2 tablet, de', zoe)).toEqual([]);
  expect(identifiersIn('', zoe)).toEqual([]);
});

it('looks for a whole name that is short', () => {
  expect(identifiersIn('Li Wu was here', { name: 'Li Wu', localNumber: null })).toEqual(['Li Wu']);
});
