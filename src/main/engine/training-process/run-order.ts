import { trainModel, type TrainingSurroundings } from '../jobs/train';
import { retrain } from '../retraining/retrain';
import type { RunOrderedTraining } from './training-loop';

/** Trains as ordered, with the clocks of this process. */
export const runOrder: RunOrderedTraining = (connect, { signal, runProbe }) => {
  const { order, threads, cacheFolder, pretrainedFolder, photoWorker, versions } = connect;
  const surroundings: TrainingSurroundings = {
    threads,
    cacheFolder,
    pretrainedFolder,
    photoWorker,
    versions,
    runProbe,
    signal,
    clock: () => performance.now() / 1_000,
    now: () => new Date(),
  };
  return order.clinic ? retrain(order, order.clinic, surroundings) : trainModel(order, surroundings);
};
