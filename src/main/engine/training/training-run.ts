import type { RunProbe } from '../../../shared/engine/probe';
import type { EngineId } from '../../../shared/engine/status';
import type { Dataset } from '../../datasets/dataset';
import type { RunProgress } from './checkpoint';
import type { TrainingRecipe } from './recipe';
import type { TrainingPhotos } from './split-photos';
import type { TileTrainer } from './tile-trainer';

export interface TrainOptions {
  readonly datasets: readonly Dataset[];
  readonly outFolder: string;
  /** Id of a recipe; the default is the one of the shipped detector. */
  readonly recipe?: string;
  readonly maxMinutes?: number;
  readonly resume: boolean;
  readonly seed: number;
  readonly threads: number;
  /** Folder that may be filled with compiled graphs; without it none are kept. */
  readonly cacheFolder?: string;
  /** Starts a process in which an engine is tried; without it none that needs this is used. */
  readonly runProbe?: RunProbe;
  /** Trains on this rung of the ladder instead of the first that trains. */
  readonly engine?: EngineId;
  readonly signal?: AbortSignal;
  /** Seconds, monotonic. */
  readonly clock?: () => number;
}

/** A run once its photos are read and its graph is compiled. */
export interface TrainingRun {
  readonly options: TrainOptions;
  readonly recipe: TrainingRecipe;
  readonly photos: TrainingPhotos;
  readonly session: TileTrainer;
  /** What the session computes on. */
  readonly engine: { readonly id: EngineId; readonly device: string };
  readonly seed: number;
  readonly earlier: RunProgress | null;
}
