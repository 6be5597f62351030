import { expect, it } from 'vitest';
import { left, right, table } from './table';

it('lines columns up by their longest cell, of any number of rows', () => {
  const rows = Array.from({ length: 130_000 }, (_, index) => [`photo ${index}`, '1']);
  const lines = table([left('photo'), right('lesions')], rows).split('\n');
  expect(lines.slice(0, 2)).toEqual(['photo         lesions', 'photo 0             1']);
  expect(lines.slice(-2)).toEqual(['photo 129999        1', '']);
});
