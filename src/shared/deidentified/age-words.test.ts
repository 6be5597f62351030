import { expect, it } from 'vitest';
import { ageWords } from './age-words';

it('tells an age in years or bands, and no age of the very old', () => {
  expect(ageWords('2001-05-10', '2026-05-09', 1)).toBe('24');
  expect(ageWords('2001-05-10', '2026-05-10', 1)).toBe('25');
  expect(ageWords('2001-05-10', '2026-05-09', 5)).toBe('20–24');
  expect(ageWords('2001-05-10', '2026-05-10', 5)).toBe('25–29');
  expect(ageWords('1936-05-10', '2026-05-09', 5)).toBe('85–89');
  expect(ageWords('1936-05-10', '2026-05-10', 1)).toBe('90 or older');
});
