import type { RunProbe } from '../../../shared/engine/probe';
import type { EngineId } from '../../../shared/engine/status';
import type { TrainableModel } from '../../../shared/training/recipe';
import type { Dataset } from '../../datasets/dataset';
import type { OpenOptions } from '../../datasets/open-dataset';
import type { BatchTrainer } from './batch-trainer';
import type { RunProgress } from './checkpoint';
import type { RunSettings, TrainingPhotos, TrainingTask } from './training-task';

/** What a run takes from its surroundings: none of it changes what is learnt. */
export interface TrainingSurroundings {
  readonly threads: number;
  /** Folder for what can be made again: compiled graphs, features, backbones. */
  readonly cacheFolder: string;
  /** Absolute path of the built photo worker; null = photos are prepared in this thread. */
  readonly photoWorker: string | null;
  /** Folder of the weights that come with Macule for runs to start from. */
  readonly pretrainedFolder: string;
  /** Versions that the run's record names. */
  readonly versions: Readonly<Record<string, string>>;
  /** Starts a process in which an engine is tried; without it none that needs this is used. */
  readonly runProbe?: RunProbe;
  readonly signal?: AbortSignal;
  /** Seconds, monotonic. */
  readonly clock: () => number;
  /** Date and time. */
  readonly now: () => Date;
  /** Time between two checkpoints within an epoch, seconds; 0 = after every batch. */
  readonly checkpointEvery?: number;
  /** Reads what a run learns from, where its order names no folder of datasets. */
  readonly openData?: (dataFolder: string, options?: OpenOptions) => Promise<readonly Dataset[]>;
  /** Is told which labels were skipped, before anything else happens. */
  readonly onDatasets?: (datasets: readonly Dataset[]) => void;
}

/** A run once its photos are read and its graph is compiled. */
export interface TrainingRun {
  readonly model: TrainableModel;
  readonly settings: RunSettings;
  readonly seed: number;
  readonly maxMinutes: number | null;
  readonly outFolder: string;
  readonly datasets: readonly Dataset[];
  readonly photos: TrainingPhotos;
  readonly task: TrainingTask;
  readonly trainer: BatchTrainer;
  /** What the trainer computes on. */
  readonly engine: { readonly id: EngineId; readonly device: string };
  readonly earlier: RunProgress | null;
  readonly surroundings: TrainingSurroundings;
}
