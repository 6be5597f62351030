import type { TrainingSurroundings } from '../engine/jobs/train';
import { forkProbe } from '../engine/probe/fork-probe';
import type { CliContext } from './context';
import { pretrainedFolder } from './shipped-folders';
import { readVersions } from './versions';

/** What a training run needs of a command's surroundings. */
export const trainingSurroundings = (context: CliContext, threads: number): TrainingSurroundings => ({
  threads,
  cacheFolder: context.cacheFolder,
  pretrainedFolder: pretrainedFolder(context),
  photoWorker: context.photoWorker,
  versions: readVersions(context.appFolder),
  runProbe: forkProbe(context.probe),
  signal: context.signal,
  clock: () => context.clock() / 1000,
  now: () => new Date(),
});
