import type { Failure } from '../../../../shared/errors';
import type { BatchLog } from '../../input/photo-batches';
import type { LabelledPhoto } from '../../../datasets/dataset';
import type { TrainingBatch } from '../training-task';
import type { SeedCnnWork } from './seed-cnn-batches';
import type { TileSource } from './tile-source';

/** What tiles are cut from: plain data, all of it. */
export type TileWork = Omit<TileSource, 'load' | 'paint' | 'paste' | 'log'> & {
  /** Larger photos are brought to so many pixels, as an analysis does. */
  readonly longSide: number;
  /** Pictures of single lesions. */
  readonly crops: readonly LabelledPhoto[];
  readonly batchSize: number;
  readonly from: number;
};

/** The rest of an epoch, for a batch worker to make batches of. */
export type BatchWork =
  | { readonly kind: 'tiles'; readonly work: TileWork }
  | {
      readonly kind: 'seed-cnn';
      readonly work: SeedCnnWork;
      /** Script of the threads that prepare the photos, and how many threads the engine has. */
      readonly photoWorker: string;
      readonly threads: number;
    };

/** What a batch worker says. Both ends are built together, so shapes are not checked again. */
export type BatchWorkerMessage =
  | { readonly kind: 'batch'; readonly batch: TrainingBatch; readonly log: BatchLog }
  | { readonly kind: 'end'; readonly log: BatchLog }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Batches that are ready before the first one is taken. */
export const BATCHES_AHEAD = 2;
