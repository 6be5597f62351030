import { Worker } from 'node:worker_threads';
import { MaculeError } from '../../../shared/errors';
import type { PreparationSettings } from '../ml/augment/preparation';
import type { PhotoPreparer } from './photo-preparer';
import type { PreparedPhoto } from './prepare-photo';
import type { WorkerAnswer, WorkerRequest, WorkerSettings } from './worker-messages';

/** The worker's file beside the other built files of the main process. */
export const PHOTO_WORKER = 'photo-worker.js';

interface Waiting {
  readonly resolve: (photo: PreparedPhoto) => void;
  readonly reject: (error: MaculeError) => void;
}

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

/**
 * Threads that prepare photos. A photo goes to the thread with the fewest in its line, so that all are busy even
 * while this thread is not free to hand out work.
 * @param script absolute path of the built {@link PHOTO_WORKER}.
 * @param count of threads, at least 1.
 */
export function openPhotoWorkers(
  script: string,
  count: number,
  settings: PreparationSettings,
): PhotoPreparer {
  let nextId = 0;
  let end: MaculeError | null = null;
  const workerData: WorkerSettings = { settings };
  const threads = Array.from({ length: count }, (): Thread => {
    const worker = new Worker(script, { workerData });
    const waiting = new Map<number, Waiting>();
    worker.on('message', ({ id, result }: WorkerAnswer) => {
      const one = waiting.get(id);
      waiting.delete(id);
      if (result.ok) one?.resolve(result.value);
      else one?.reject(new MaculeError(result.failure));
    });
    // An error is followed by the exit.
    worker.on('error', (cause) => stop(threadDied(cause)));
    worker.on('exit', () => stop(threadDied()));
    return { worker, waiting };
  });
  /** One dead thread ends them all: what it had in its line would be missing from the run. */
  const stop = (why: MaculeError): void => {
    end ??= why;
    for (const { waiting } of threads) {
      for (const { reject } of waiting.values()) reject(end);
      waiting.clear();
    }
  };
  return {
    settings,
    prepare: (request) =>
      new Promise((resolve, reject) => {
        if (end !== null) return reject(end);
        const { worker, waiting } = threads.reduce((least, thread) =>
          thread.waiting.size < least.waiting.size ? thread : least,
        );
        const message: WorkerRequest = { id: (nextId += 1), request };
        waiting.set(message.id, { resolve, reject });
        worker.postMessage(message);
      }),
    close: async () => {
      stop(closed());
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}

const threadDied = (cause?: unknown): MaculeError =>
  new MaculeError(
    {
      kind: 'engine-stopped',
      message: `A thread that prepares photos ended unexpectedly${cause instanceof Error ? `: ${cause.message}` : ''}.`,
      advice: 'Start again from the last checkpoint.',
      retryable: true,
    },
    { cause },
  );

const closed = (): MaculeError =>
  new MaculeError({ kind: 'cancelled', message: 'The preparation of photos was ended.', retryable: true });
