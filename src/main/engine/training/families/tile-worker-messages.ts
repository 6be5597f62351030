import type { Failure } from '../../../../shared/errors';
import type { BatchLog } from '../../input/photo-batches';
import type { TrainingBatch } from '../training-task';
import type { TileSource } from './tile-source';

/** What a tile worker cuts tiles from: plain data, all of it. */
export type TileWork = Omit<TileSource, 'load' | 'paint' | 'log'> & {
  readonly batchSize: number;
  readonly from: number;
};

/** What a tile worker says. Both ends are built together, so shapes are not checked again. */
export type TileWorkerMessage =
  | { readonly kind: 'batch'; readonly batch: TrainingBatch; readonly log: BatchLog }
  | { readonly kind: 'end'; readonly log: BatchLog }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Batches that are ready before the first one is taken. */
export const BATCHES_AHEAD = 2;
