import { mkdir, open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { MaculeError } from '../../shared/errors';
import type { Download } from './download';
import * as failures from './download-failures';
import { fileMd5 } from './file-md5';
import { partOf } from './places';
import { unwritable as cannotWrite } from './unwritable';

/** The global `fetch`, or Electron's, which knows the system's proxies. */
export type Fetch = (
  url: string,
  init: { readonly headers: Record<string, string>; readonly signal: AbortSignal },
) => Promise<Response>;

export interface DownloadOptions {
  readonly fetch: Fetch;
  readonly signal?: AbortSignal;
  /** Bytes that are there, of how many. */
  readonly onProgress?: (done: number, total: number) => void;
  /** How long the server may be silent, milliseconds. */
  readonly idleMs?: number;
}

const IDLE_MS = 30_000;

/**
 * Downloads a file. It stands under its name only when it is complete and has its checksum; until then what
 * came lies beside it as `….part`, where the next attempt goes on, whatever ended this one.
 * @throws MaculeError `network`, `no-space`, `unreadable-file` or `cancelled`.
 */
export async function downloadFile(
  download: Download,
  file: string,
  options: DownloadOptions,
): Promise<void> {
  const part = partOf(file);
  await mkdir(dirname(file), { recursive: true }).catch(unwritable(file));
  const before = await sizeOf(part);
  if (before > download.bytes) await rm(part);
  const kept = before > download.bytes ? 0 : before;
  await complete(download, part, kept, options);
  if (await verified(download, part, options.signal)) return rename(part, file).catch(unwritable(file));
  await rm(part);
  // What an earlier attempt left may have been at fault; what came in one piece is the server's.
  if (kept === 0) throw failures.otherChecksum(download);
  return downloadFile(download, file, options);
}

const unwritable = (file: string) => (cause: NodeJS.ErrnoException) => {
  throw cannotWrite(file, cause);
};

const sizeOf = (file: string): Promise<number> =>
  stat(file).then(
    ({ size }) => size,
    () => 0,
  );

async function verified(download: Download, part: string, signal?: AbortSignal): Promise<boolean> {
  return fileMd5(part, signal).then(
    (md5) => md5 === download.md5,
    (cause: NodeJS.ErrnoException) => {
      throw signal?.aborted ? failures.cancelled(download, download.bytes) : cannotWrite(part, cause);
    },
  );
}

/** Brings the part to its full length. */
async function complete(
  download: Download,
  part: string,
  kept: number,
  { fetch, signal, onProgress, idleMs = IDLE_MS }: DownloadOptions,
): Promise<void> {
  onProgress?.(kept, download.bytes);
  if (kept === download.bytes) return;
  const idle = new AbortController();
  const silence = setTimeout(() => idle.abort(), idleMs);
  let done = kept;
  const because = (cause: unknown, otherwise: MaculeError): MaculeError => {
    if (cause instanceof MaculeError) return cause;
    if (signal?.aborted) return failures.cancelled(download, done);
    return idle.signal.aborted ? failures.stalled(download, idleMs / 1000) : otherwise;
  };
  try {
    const headers: Record<string, string> = kept > 0 ? { range: `bytes=${kept}-` } : {};
    const both = AbortSignal.any(signal ? [signal, idle.signal] : [idle.signal]);
    const response = await fetch(download.url, { headers, signal: both }).catch((cause: unknown) => {
      throw because(cause, failures.unreachable(download, cause));
    });
    done = startOf(download, response, kept);
    const handle = await open(part, done === 0 ? 'w' : 'r+').catch(unwritable(part));
    try {
      for await (const chunk of response.body ?? []) {
        silence.refresh();
        if (done + chunk.length > download.bytes) throw failures.otherSize(download, done + chunk.length);
        await append(handle, chunk, done, part);
        done += chunk.length;
        onProgress?.(done, download.bytes);
      }
      await handle.sync();
    } catch (cause) {
      throw because(cause, failures.cutOff(download, done, cause));
    } finally {
      await handle.close();
    }
    if (done < download.bytes) throw failures.cutOff(download, done);
  } finally {
    clearTimeout(silence);
  }
}

/** The byte at which the server's answer begins: where the part ends, or 0 where it starts over. */
function startOf(download: Download, { status, headers, body }: Response, kept: number): number {
  const length = Number(headers.get('content-length') ?? NaN);
  if (status === 206 && headers.get('content-range')?.startsWith(`bytes ${kept}-`)) return kept;
  if (status !== 200) {
    void body?.cancel();
    throw failures.refused(download, status);
  }
  if (length !== download.bytes && !Number.isNaN(length) && !headers.has('content-encoding')) {
    void body?.cancel();
    throw failures.otherSize(download, length);
  }
  return 0;
}

/** At a given place: two programs that fetch the same file at once then write the same bytes to the same places. */
async function append(handle: FileHandle, chunk: Uint8Array, place: number, part: string): Promise<void> {
  let written = 0;
  while (written < chunk.length) {
    const { bytesWritten } = await handle
      .write(chunk, written, chunk.length - written, place + written)
      .catch(unwritable(part));
    written += bytesWritten;
  }
}
