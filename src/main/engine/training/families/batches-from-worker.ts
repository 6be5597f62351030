import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { MaculeError, toFailure } from '../../../../shared/errors';
import type { BatchLog } from '../../input/photo-batches';
import type { TrainingBatch } from '../training-task';
import type { BatchWork, BatchWorkerMessage } from './batch-worker-messages';

/** The worker's file, beside that of the photo workers. */
const BATCH_WORKER = 'batch-worker.js';

export const batchWorkerBeside = (photoWorker: string): string => join(dirname(photoWorker), BATCH_WORKER);

/**
 * The rest of an epoch's batches, made by a thread of its own.
 * @param script absolute path of the built worker.
 * @throws MaculeError what the thread met, or `engine-stopped` where it died.
 */
export async function* batchesFromWorker(
  script: string,
  work: BatchWork,
  log: BatchLog,
): AsyncGenerator<TrainingBatch> {
  const worker = new Worker(script, { workerData: work });
  const heard: BatchWorkerMessage[] = [];
  let wake: () => void = () => undefined;
  const hear = (message: BatchWorkerMessage): void => {
    heard.push(message);
    wake();
  };
  worker.on('message', hear);
  worker.on('error', (cause) => hear({ kind: 'failed', failure: threadDied(cause).failure }));
  worker.on('exit', () => hear({ kind: 'failed', failure: threadDied().failure }));
  try {
    for (;;) {
      const message = heard.shift();
      if (!message) {
        await new Promise<void>((resolve) => (wake = resolve));
        continue;
      }
      if (message.kind === 'failed') throw new MaculeError(message.failure);
      log.photos += message.log.photos;
      log.waitedMs += message.log.waitedMs;
      for (const one of message.log.unreadable) log.unreadable.push(one);
      if (message.kind === 'end') return;
      worker.postMessage('more');
      yield message.batch;
    }
  } finally {
    worker.removeAllListeners();
    await worker.terminate();
  }
}

const threadDied = (cause?: unknown): MaculeError =>
  new MaculeError({
    kind: 'engine-stopped',
    message: `The thread that makes batches ended unexpectedly${cause === undefined ? '' : `: ${toFailure(cause).message}`}.`,
    advice: 'Start again from the last checkpoint.',
    retryable: true,
  });
