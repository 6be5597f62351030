import { loadPixels } from '../../../imaging/load-pixels';
import type { BatchLog } from '../../input/photo-batches';
import type { TrainingBatch } from '../training-task';
import type { TileWork } from './batch-worker-messages';
import { loadCrops } from '../../crops/load-crops';
import { paintLesions } from './paint-lesions';
import { cropPaster } from './paste-crops';
import { tileBatches } from './tile-batches';

/** The rest of an epoch's batches, with lesions rendered, and taken from pictures of single ones, on some tiles. */
export async function* tileWorkBatches(
  { batchSize, from, crops, longSide, ...work }: TileWork,
  log: BatchLog,
): AsyncGenerator<TrainingBatch> {
  const paste = cropPaster(work.croppedShare > 0 ? await loadCrops(crops, log) : []);
  const load = (file: string) => loadPixels(file, { longSide });
  yield* tileBatches({ ...work, log, load, paint: paintLesions, paste }, batchSize, from);
}
