import { expect, it } from 'vitest';
import { ageOn } from '../../../shared/day';
import { patientFacts } from './words';

it('counts whole years', () => {
  expect(ageOn('2000-02-29', '2025-02-28')).toBe(24);
  expect(ageOn('2000-02-29', '2025-03-01')).toBe(25);
  expect(ageOn('1998-04-12', '2025-04-12')).toBe(27);
});

it('leaves out what nobody entered', () => {
  const patient = { id: 'x', name: 'Anna', notes: '' };
  const nothing = { ...patient, birthDate: null, localNumber: null, skinType: null };
  expect(patientFacts(nothing, '2025-01-01', String)).toEqual([]);
  const known = { ...patient, birthDate: '1998-04-12', localNumber: 'A-1', skinType: 3 };
  expect(patientFacts(known, '2025-01-01', String)).toEqual([
    'born 1998-04-12 (26)',
    'no. A-1',
    'skin type III',
  ]);
});
