import { trainModel } from '../jobs/train';
import type { RunOrderedTraining } from './training-loop';

/** Trains as ordered, with the clocks of this process. */
export const runOrder: RunOrderedTraining = (connect, { signal, runProbe }) => {
  const { order, threads, cacheFolder, photoWorker, versions } = connect;
  return trainModel(order, {
    threads,
    cacheFolder,
    photoWorker,
    versions,
    runProbe,
    signal,
    clock: () => performance.now() / 1_000,
    now: () => new Date(),
  });
};
