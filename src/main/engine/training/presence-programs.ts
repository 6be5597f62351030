import type { Tensor } from '@tensorflow/tfjs-core';
import { LESION_TYPES } from '../../../shared/clinical/lesion';
import { presenceLoss } from '../ml/losses/presence-loss';
import { presenceHead } from '../ml/models/presence-head';
import { seedCnn, seedCnnDropouts } from '../ml/models/seed-cnn';
import type { TrainingProgram } from './program';

/** The presence of each lesion type on each picture of a batch, 1 or 0. */
const labels = (batchSize: number) => ({ name: 'labels', shape: [batchSize, LESION_TYPES.length] });

/**
 * Training of the seed study's own network: `images` in 0–1, `labels`, and a dropout mask for each of
 * `seedCnnDropouts`.
 * @param positiveWeights as in `presenceLoss`.
 */
export const seedCnnProgram = (
  batchSize: number,
  side: number,
  positiveWeights?: readonly number[],
): TrainingProgram => ({
  batch: [
    { name: 'images', shape: [batchSize, side, side, 3], layout: 'image' },
    labels(batchSize),
    ...seedCnnDropouts(batchSize, side).map(({ name, shape }) => ({ name, shape })),
  ],
  losses: (context, { images, labels: present, ...masks }) => ({
    total: presenceLoss(seedCnn(context, images as Tensor, masks), present as Tensor, positiveWeights),
  }),
});

/**
 * Training of the head on a frozen backbone: `features` flattened, with dropout applied already, and
 * `labels`. The backbone itself is no part of the step, so its features can come from a cache.
 * @param positiveWeights as in `presenceLoss`.
 */
export const presenceHeadProgram = (
  batchSize: number,
  featureCount: number,
  positiveWeights?: readonly number[],
): TrainingProgram => ({
  batch: [{ name: 'features', shape: [batchSize, featureCount] }, labels(batchSize)],
  losses: (context, { features, labels: present }) => ({
    total: presenceLoss(presenceHead(context, features as Tensor), present as Tensor, positiveWeights),
  }),
});
