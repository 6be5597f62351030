import { basename } from 'node:path';
import { MaculeError } from '../../shared/errors';
import type { Download } from './download';

const byHand = ({ url }: Download): string =>
  `Or download ${url} by other means and add the file (“macule backbone add <file>”).`;

const network = (download: Download, message: string, todo: string, cause?: unknown): MaculeError =>
  new MaculeError(
    {
      kind: 'network',
      message,
      file: basename(new URL(download.url).pathname),
      advice: `${todo} ${byHand(download)}`,
      retryable: true,
    },
    { cause },
  );

const hostOf = ({ url }: Download): string => new URL(url).host;
const AGAIN = 'Try again: it goes on where it stopped.';

export const unreachable = (download: Download, cause: unknown): MaculeError =>
  network(
    download,
    `The server ${hostOf(download)} cannot be reached.`,
    'Check the connection and try again.',
    cause,
  );

export const refused = (download: Download, status: number): MaculeError =>
  network(
    download,
    status === 404
      ? `${hostOf(download)} no longer has the file.`
      : `${hostOf(download)} refused the download (HTTP ${status}).`,
    'Try again later.',
  );

export const stalled = (download: Download, seconds: number): MaculeError =>
  network(download, `${hostOf(download)} sent nothing for ${seconds} s.`, AGAIN);

export const cutOff = (download: Download, done: number, cause?: unknown): MaculeError =>
  network(download, `The connection broke after ${done} of ${download.bytes} bytes.`, AGAIN, cause);

export const otherSize = (download: Download, bytes: number): MaculeError =>
  network(
    download,
    `${hostOf(download)} offers a file of ${bytes} bytes, not of ${download.bytes}.`,
    'A proxy or log-in page may stand between: check the connection.',
  );

export const otherChecksum = (download: Download): MaculeError =>
  network(
    download,
    `The downloaded file does not have the published checksum ${download.md5}; it was thrown away.`,
    'Try again.',
  );

export const cancelled = (download: Download, done: number): MaculeError =>
  new MaculeError({
    kind: 'cancelled',
    message: `The download was cancelled after ${done} of ${download.bytes} bytes.`,
    retryable: true,
  });
