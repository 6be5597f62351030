import { basename } from 'node:path';
import type { Failure } from '../../shared/errors';

const ADVICE = 'Copy the file again from the camera or phone, or save it anew as JPEG or PNG and open that.';

const unread = (file: string, why: string): Failure => ({
  kind: 'unreadable-file',
  message: `“${basename(file)}” can't be read: ${why}.`,
  file: basename(file),
  advice: ADVICE,
  retryable: true,
});

/** The process that reads photos ended over a file, and again when it was tried once more. */
export const crashedOver = (file: string): Failure =>
  unread(file, 'the part of Macule that reads photos stopped over it, twice');

/** @param limit milliseconds. */
export const tookTooLong = (file: string, limit: number): Failure =>
  unread(file, `it was not finished after ${Math.round(limit / 1000)} seconds`);

/** @param limit bytes. */
export const neededTooMuch = (file: string, limit: number): Failure =>
  unread(file, `it needs more than ${(limit / 1e9).toFixed(1)} GB of memory`);

export const cancelledReading = (file: string): Failure => ({
  kind: 'cancelled',
  message: `Opening “${basename(file)}” was cancelled.`,
  file: basename(file),
  retryable: true,
});
