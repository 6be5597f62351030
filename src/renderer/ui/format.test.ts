import { expect, it } from 'vitest';
import { countOf, dateTime, dayText, duration, percent, timeLeft } from './format';

it('counts with the right plural', () => {
  expect([countOf(0, 'photo'), countOf(1, 'photo'), countOf(10_000, 'photo')]).toEqual([
    '0 photos',
    '1 photo',
    '10,000 photos',
  ]);
});

it('rounds fractions to percentages', () => {
  expect([percent(0), percent(0.345), percent(1)]).toEqual(['0 %', '35 %', '100 %']);
});

it('says waits in seconds, then minutes', () => {
  expect([timeLeft(0.4), timeLeft(12.3), timeLeft(89), timeLeft(150)]).toEqual([
    'almost done',
    'about 12 s left',
    'about 89 s left',
    'about 3 min left',
  ]);
});

it('switches from milliseconds to seconds', () => {
  expect([duration(420.4), duration(3210)]).toEqual(['420 ms', '3.2 s']);
});

it('shows a local time as written and keeps what is no date', () => {
  const system = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  expect(dateTime('2026-02-03T09:05:00')).toBe(system.format(new Date(2026, 1, 3, 9, 5)));
  expect(dateTime('2026-02-03T09:05:00')).toMatch(/2026.*9[:.]05/);
  expect(dateTime('unknown')).toBe('unknown');
});

it('writes a day without moving it to another time zone', () => {
  expect(dayText('2026-02-03')).toMatch(/\b0?3\b/);
  expect(dayText('2026-02-03T23:59:00-11:00')).toBe(dayText('2026-02-03'));
  expect(dayText('soon')).toBe('soon');
});
