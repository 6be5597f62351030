import { expect, it } from 'vitest';
import { dayWriter, localDay, timeWriter } from './day';

const plain = (text: string): string => text.replaceAll(/\s/g, ' ');

it('writes a day in the chosen order', () => {
  expect(
    (['day-first', 'month-first', 'year-first'] as const).map((format) =>
      plain(dayWriter(format)('2026-02-03')),
    ),
  ).toEqual(['3 Feb 2026', 'Feb 3, 2026', '2026-02-03']);
});

it('knows today by the local calendar', () => {
  expect(localDay(new Date(2025, 0, 5, 0, 1))).toBe('2025-01-05');
  expect(localDay(new Date(2025, 0, 5, 23, 59))).toBe('2025-01-05');
});

it('writes a moment in the chosen order, in this zone', () => {
  expect(plain(timeWriter('year-first')('2026-02-03T09:05:00'))).toBe('2026-02-03 09:05');
  expect(plain(timeWriter('day-first')('2026-02-03T21:05:00'))).toBe('3 Feb 2026, 21:05');
  expect(timeWriter('year-first')('soon')).toBe('soon');
});
