import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

/** Pixels as libheif gives them: RGBA, 8 bits, already turned upright by the file's own transforms. */
export interface HeicPixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/*
 * libheif's WebAssembly decodes 12 megapixels in about a second without yielding, so it runs in a thread
 * of its own, which also gives its memory back afterwards. The thread's code is text because this module
 * ends up in several bundles, and a file beside it would have to be named in each.
 */
const THREAD = `
const { parentPort, workerData } = require('node:worker_threads');
const decode = require(workerData.decoder);
(async () => {
  const images = await decode.all({ buffer: workerData.bytes });
  const image = images[workerData.index] ?? images[0];
  const { width, height, data } = await image.decode();
  const bytes = new Uint8Array(data.buffer);
  parentPort.postMessage({ width, height, data: bytes }, [bytes.buffer]);
})().catch((error) => parentPort.postMessage({ failed: String(error) }));
`;

type Reply = HeicPixels | { readonly failed: string };

/**
 * Decodes one image of a HEIC file.
 * @param index which of the file's top-level images; the first where there is no such one.
 * @throws Error where the file is damaged or the signal aborts.
 */
export function decodeHeic(bytes: Uint8Array, index: number, signal?: AbortSignal): Promise<HeicPixels> {
  const decoder = createRequire(import.meta.url).resolve('heic-decode');
  const worker = new Worker(THREAD, { eval: true, workerData: { decoder, bytes, index } });
  return new Promise<HeicPixels>((resolve, reject) => {
    signal?.addEventListener('abort', () => reject(new Error('cancelled')), { once: true });
    worker.once('message', (reply: Reply) =>
      'failed' in reply ? reject(new Error(reply.failed)) : resolve(reply),
    );
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The HEIC decoder ended with code ${code}.`)));
  }).finally(() => worker.terminate());
}
