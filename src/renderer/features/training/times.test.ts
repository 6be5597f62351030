import { expect, it } from 'vitest';
import { minutesUntil, spanText } from './times';

it.each([
  [0.4, '0 s'],
  [59, '59 s'],
  [61, '1 min'],
  [3_599, '1 h 00 min'],
  [3_900, '1 h 05 min'],
  [90_000, '25 h 00 min'],
])('says %d seconds as %s', (seconds, text) => {
  expect(spanText(seconds)).toBe(text);
});

it('counts to the next time a clock shows, today or tomorrow', () => {
  const now = new Date(2026, 1, 3, 22, 30, 30);
  expect(minutesUntil('23:00', now)).toBe(29.5);
  expect(minutesUntil('07:00', now)).toBe(8.5 * 60 - 0.5);
  expect(minutesUntil('22:30', now)).toBe(24 * 60 - 0.5);
});

it.each(['', '7:00', '25:00', '12:60', 'noon'])('takes “%s” for no time', (text) => {
  expect(minutesUntil(text, new Date(2026, 1, 3))).toBeNull();
});
