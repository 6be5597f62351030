import { parentPort, workerData } from 'node:worker_threads';
import { toFailure } from '../../../../shared/errors';
import { loadPixels } from '../../../imaging/load-pixels';
import { newBatchLog, type BatchLog } from '../../input/photo-batches';
import { paintLesions } from './paint-lesions';
import { tileBatches } from './tile-batches';
import { BATCHES_AHEAD, type TileWork, type TileWorkerMessage } from './tile-worker-messages';

/** A thread that decodes photos and cuts and paints tiles while the engine's own thread is busy with the network. */
if (parentPort === null) throw new Error('Tiles are cut in a worker thread.');
const port = parentPort;
const { batchSize, from, ...source } = workerData as TileWork;

let room = BATCHES_AHEAD;
let wake: () => void = () => undefined;
// Every message asks for one batch more.
port.on('message', () => {
  room += 1;
  wake();
});

const say = (message: TileWorkerMessage, arrays: readonly Float32Array[] = []): void =>
  port.postMessage(
    message,
    arrays.map(({ buffer }) => buffer as ArrayBuffer),
  );

async function work(): Promise<void> {
  const log = newBatchLog();
  const tiles = { ...source, load: loadPixels, paint: paintLesions, log };
  // What is new since the message before.
  const news = (): BatchLog => {
    const { photos, unreadable, waitedMs } = log;
    Object.assign(log, newBatchLog());
    return { photos, unreadable, waitedMs };
  };
  for await (const batch of tileBatches(tiles, batchSize, from)) {
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
