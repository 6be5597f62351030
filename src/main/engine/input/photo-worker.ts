import { parentPort, workerData } from 'node:worker_threads';
import { toFailure } from '../../../shared/errors';
import { failed, success } from '../../../shared/ipc/result';
import { preparePhoto } from './prepare-photo';
import type { WorkerAnswer, WorkerRequest, WorkerSettings } from './worker-messages';

/** One of the threads that decode and vary photos while the engine's own thread is busy with the network. */
if (parentPort === null) throw new Error('Photos are prepared in a worker thread.');
const port = parentPort;
const { settings } = workerData as WorkerSettings;

// One after the other: the library that decodes spreads each photo over several threads by itself.
let line = Promise.resolve();
port.on('message', ({ id, request }: WorkerRequest) => {
  line = line.then(async () => {
    try {
      const photo = await preparePhoto(request, settings);
      const answer: WorkerAnswer = { id, result: success(photo) };
      port.postMessage(answer, [photo.planes.buffer as ArrayBuffer]);
    } catch (thrown) {
      const answer: WorkerAnswer = { id, result: failed(toFailure(thrown)) };
      port.postMessage(answer);
    }
  });
});
