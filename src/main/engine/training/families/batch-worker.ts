import { parentPort, workerData } from 'node:worker_threads';
import { toFailure } from '../../../../shared/errors';
import { newBatchLog, type BatchLog } from '../../input/photo-batches';
import type { TrainingBatch } from '../training-task';
import { BATCHES_AHEAD, type BatchWork, type BatchWorkerMessage } from './batch-worker-messages';
import { openPreparer } from './open-preparer';
import { seedCnnBatches } from './seed-cnn-batches';
import { tileWorkBatches } from './tile-work-batches';

/** A thread that makes batches while the engine's own thread is busy with the network. */
if (parentPort === null) throw new Error('Batches are made in a worker thread.');
const port = parentPort;

let room = BATCHES_AHEAD;
let wake: () => void = () => undefined;
// Every message asks for one batch more.
port.on('message', () => {
  room += 1;
  wake();
});

const say = (message: BatchWorkerMessage, arrays: readonly Float32Array[] = []): void =>
  port.postMessage(
    message,
    arrays.map(({ buffer }) => buffer as ArrayBuffer),
  );

async function* batchesOf(given: BatchWork, log: BatchLog): AsyncGenerator<TrainingBatch> {
  if (given.kind === 'tiles') {
    yield* tileWorkBatches(given.work, log);
    return;
  }
  const preparer = openPreparer(given, given.work.preparation);
  try {
    yield* seedCnnBatches(given.work, preparer, log);
  } finally {
    await preparer.close();
  }
}

async function work(): Promise<void> {
  const log = newBatchLog();
  // What is new since the message before.
  const news = (): BatchLog => {
    const { photos, unreadable, waitedMs } = log;
    Object.assign(log, { photos: 0, waitedMs: 0 });
    return { photos, unreadable: log.unreadable.splice(0, unreadable.length), waitedMs };
  };
  for await (const batch of batchesOf(workerData as BatchWork, log)) {
    while (room === 0) await new Promise<void>((resolve) => (wake = resolve));
    room -= 1;
    say({ kind: 'batch', batch, log: news() }, Object.values(batch.inputs));
  }
  say({ kind: 'end', log: news() });
}

try {
  await work();
} catch (thrown) {
  say({ kind: 'failed', failure: toFailure(thrown) });
}
// Nothing is left to be heard, so nothing keeps the thread.
port.close();
