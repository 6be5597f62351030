import { mean, mul, softplus, sub, type Scalar, type Tensor } from '@tensorflow/tfjs-core';
import { seedCnn } from '../../src/main/engine/ml/models/seed-cnn';
import { seededRandom } from '../../src/main/engine/ml/random';
import type { TrainingProgram } from '../../src/main/engine/training/program';
import type { Trainer } from '../../src/main/engine/training/trainer';
import { LESION_TYPES } from '../../src/shared/clinical/lesion';

/** The seed study's network, trained on the presence of each lesion type (binary cross-entropy on logits). */
export function seedProgram(batchSize: number, side: number): TrainingProgram {
  return {
    batch: [
      { name: 'images', shape: [batchSize, side, side, 3], layout: 'image' },
      { name: 'labels', shape: [batchSize, LESION_TYPES.length] },
    ],
    losses: (context, { images, labels }) => {
      const logits = seedCnn(context, images as Tensor, null);
      const total = mean(sub(softplus(logits), mul(logits, labels as Tensor)));
      return { total: total as Scalar };
    },
  };
}

/** Fills a batch of {@link seedProgram} with random pictures and labels. */
export function fillSeedBatch(trainer: Trainer, seed: number): void {
  const random = seededRandom(seed);
  const [images, labels] = [trainer.batchArray('images'), trainer.batchArray('labels')];
  images.forEach((_, index) => (images[index] = random()));
  labels.forEach((_, index) => (labels[index] = random() < 0.3 ? 1 : 0));
}
