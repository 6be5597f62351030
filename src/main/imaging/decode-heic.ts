import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { CodedColour } from './coded-colour';
import { HEIC_THREAD } from './heic-thread';

/** Pixels as libheif gives them: RGBA, 8 bits, already turned upright by the file's own transforms. */
export interface HeicPixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
  /** What the primary image says of its colours by an `nclx` box; null where it has none. */
  readonly colour: CodedColour | null;
}

/*
 * libheif's WebAssembly decodes 12 megapixels in about a second without yielding, so it runs in a thread
 * of its own, which also gives its memory back when it ends.
 */

/** How long a thread waits for the next photo, milliseconds. */
const IDLE_MS = 5_000;

type Reply = HeicPixels | { readonly failed: string };

/** A thread that has nothing to do: starting one takes longer than decoding a small photo. */
interface Waiting {
  readonly thread: Worker;
  readonly end: NodeJS.Timeout;
}
let waiting: Waiting | null = null;

/**
 * Decodes one image of a HEIC file.
 * @param index which of the file's top-level images; the first where there is no such one.
 * @throws Error where the file is damaged or the signal aborts.
 */
export async function decodeHeic(
  bytes: Uint8Array,
  index: number,
  signal?: AbortSignal,
): Promise<HeicPixels> {
  const thread = takeThread();
  try {
    const pixels = await decodeIn(thread, bytes, index, signal);
    keep(thread);
    return pixels;
  } catch (thrown) {
    // What a damaged file has done to it is not known.
    await thread.terminate();
    throw thrown;
  }
}

function decodeIn(
  thread: Worker,
  bytes: Uint8Array,
  index: number,
  signal?: AbortSignal,
): Promise<HeicPixels> {
  let unlisten: () => void = () => undefined;
  return new Promise<HeicPixels>((resolve, reject) => {
    const cancelled = (): void => reject(new Error('cancelled'));
    const ended = (code: number): void => reject(new Error(`The HEIC decoder ended with code ${code}.`));
    const replied = (reply: Reply): void =>
      'failed' in reply ? reject(new Error(reply.failed)) : resolve(reply);
    signal?.addEventListener('abort', cancelled, { once: true });
    thread.on('message', replied).on('error', reject).on('exit', ended);
    unlisten = () => {
      signal?.removeEventListener('abort', cancelled);
      thread.off('message', replied).off('error', reject).off('exit', ended);
    };
    thread.postMessage({ bytes, index });
  }).finally(() => unlisten());
}

function takeThread(): Worker {
  if (waiting === null) return newThread();
  const { thread, end } = waiting;
  waiting = null;
  clearTimeout(end);
  thread.ref();
  return thread;
}

function newThread(): Worker {
  const decoder = createRequire(import.meta.url).resolve('heic-decode');
  const thread = new Worker(HEIC_THREAD, { eval: true, workerData: { decoder } });
  // One that ends while it waits is not taken again.
  thread.on('error', () => undefined);
  thread.once('exit', () => {
    if (waiting?.thread !== thread) return;
    clearTimeout(waiting.end);
    waiting = null;
  });
  return thread;
}

/** Keeps one thread for the next photo; it holds up nobody who wants to end. */
function keep(thread: Worker): void {
  if (waiting !== null) return void thread.terminate();
  const end = setTimeout(() => {
    waiting = null;
    void thread.terminate();
  }, IDLE_MS);
  end.unref();
  thread.unref();
  waiting = { thread, end };
}
