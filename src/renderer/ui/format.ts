/** "3 photos", "1 photo". */
export const countOf = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** A fraction 0–1 as a whole percentage. */
export const percent = (fraction: number): string => `${Math.round(fraction * 100)} %`;

/** A wait in words short enough for a list row: "about 5 s", "about 2 min". */
export function timeLeft(seconds: number): string {
  if (seconds < 1.5) return 'almost done';
  if (seconds < 90) return `about ${Math.round(seconds)} s left`;
  return `about ${Math.round(seconds / 60)} min left`;
}

/** Milliseconds as "420 ms" or "3.2 s". */
export const duration = (ms: number): string =>
  ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;

const dayAndTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** An ISO 8601 instant, or a local time without zone, as the system writes it, "3 Feb 2026, 09:05"; the text itself where it is no date. */
export function dateTime(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : dayAndTime.format(date);
}

export { dayText } from '../../shared/day';
