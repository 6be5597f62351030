import { trainModel } from '../jobs/train';
import type { RunOrderedTraining } from './training-loop';

/** Trains as ordered, with the clocks of this process. */
export const runOrder: RunOrderedTraining = (connect, { signal, runProbe }) => {
  const { order, threads, cacheFolder, pretrainedFolder, photoWorker, versions } = connect;
  return trainModel(order, {
    threads,
    cacheFolder,
    pretrainedFolder,
    photoWorker,
    versions,
    runProbe,
    signal,
    clock: () => performance.now() / 1_000,
    now: () => new Date(),
  });
};
