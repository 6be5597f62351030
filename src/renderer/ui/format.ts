import { dayWriter, timeWriter, type DateFormat } from '../../shared/day';

/** "3 photos", "1 photo". */
export const countOf = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** A fraction 0–1 as a whole percentage. */
export const percent = (fraction: number): string => `${Math.round(fraction * 100)} %`;

/** Milliseconds as "420 ms" or "3.2 s". */
export const duration = (ms: number): string =>
  ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;

/** Bytes as "12.3 GB"; below one, as "430 MB". */
export const gigabytes = (bytes: number): string =>
  bytes < 1e9 ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;

const writers = (format: DateFormat) => ({ day: dayWriter(format), time: timeWriter(format) });

let written = writers('system');

/** From now on days are written like this; what stands on the screen already stays until it is drawn again. */
export const writeDaysAs = (format: DateFormat): void => {
  written = writers(format);
};

/** A day, "12 Apr 1998" or as was chosen; the text itself where it is no date. */
export const dayText = (day: string): string => written.day(day);

/** A moment, "3 Feb 2026, 09:05" or as was chosen; the text itself where it is no date. */
export const dateTime = (iso: string): string => written.time(iso);
export { timeLeft } from '../../shared/time-left';
