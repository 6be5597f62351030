import type { LabelledPhoto } from '../../../datasets/dataset';
import { trainingBatches, type BatchLog } from '../../input/photo-batches';
import type { PhotoPreparer } from '../../input/photo-preparer';
import type { PreparationSettings } from '../../ml/augment/preparation';
import { seedCnnDropouts } from '../../ml/models/seed-cnn';
import { drawDropout } from '../../ml/nn/dropout';
import { mixSeed, seededRandom } from '../../ml/random';
import { truthArray, variedTruth } from '../../presence/presence-truth';
import type { EpochPlace, TrainingBatch } from '../training-task';

/** The rest of an epoch: plain data, all of it. */
export interface SeedCnnWork extends EpochPlace {
  readonly photos: readonly LabelledPhoto[];
  readonly preparation: PreparationSettings;
  readonly batchSize: number;
  readonly seed: number;
}

/**
 * Batches for the seed study's network: photos, the types on them, and dropout masks, which are inputs of a step.
 * They are drawn by seed, epoch and place, whatever happened before.
 */
export async function* seedCnnBatches(
  { photos, preparation: { side }, batchSize, seed, epoch, from }: SeedCnnWork,
  preparer: PhotoPreparer,
  log: BatchLog,
): AsyncGenerator<TrainingBatch> {
  const dropouts = seedCnnDropouts(batchSize, side);
  for await (const batch of trainingBatches({ photos, preparer, batchSize, seed, epoch, from }, log)) {
    const random = seededRandom(mixSeed(seed, 'dropout', epoch, batch.next));
    const masks = dropouts.map(({ name, shape, rate }) => {
      const mask = new Float32Array(shape.reduce((product, size) => product * size, 1));
      drawDropout(mask, rate, random);
      return [name, mask] as const;
    });
    const truths = batch.photos.map((photo, index) => variedTruth(photo, batch.labels[index] ?? []));
    yield {
      size: batchSize,
      inputs: { images: batch.images, labels: truthArray(truths), ...Object.fromEntries(masks) },
      files: batch.photos.map(({ file }) => file),
      next: batch.next,
      share: batch.next / photos.length,
    };
  }
}
