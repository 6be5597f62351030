import { maxPool, mul, relu, reshape, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import { LESION_TYPES } from '../../../../shared/clinical/lesion';
import { batchNormalization } from '../nn/batch-normalization';
import type { DropoutSpec } from '../nn/dropout';
import type { ForwardContext } from '../nn/forward-context';
import { convolution, dense } from '../nn/layers';

/** Side of the seed study's pictures, pixels. */
export const SEED_SIDE = 416;

const FILTERS = [16, 32, 64] as const;
const UNITS = [128, 64] as const;
/** The study names both rates and not their places: convolutions get the small one, dense layers the large. */
const CONVOLUTION_DROPOUT = 0.2;
const DENSE_DROPOUT = 0.5;

/** The masks one training step needs. They are inputs: a recorded graph holds no randomness. */
export function seedCnnDropouts(batchSize: number, side: number): readonly DropoutSpec[] {
  const convolutions = FILTERS.map((filters, level) => {
    const size = Math.floor(side / 2 ** (level + 1));
    return { name: `dropout${level}`, shape: [batchSize, size, size, filters], rate: CONVOLUTION_DROPOUT };
  });
  const denses = UNITS.map((units, index) => ({
    name: `dropout${FILTERS.length + index}`,
    shape: [batchSize, units],
    rate: DENSE_DROPOUT,
  }));
  return [...convolutions, ...denses];
}

/**
 * The seed study's network for Experiment I: three times convolution 5 × 5, rectification, pooling 2 × 2 and
 * batch normalisation, then dense layers of 128 and 64.
 * @param x [N, side, side, 3] in [0, 1].
 * @param masks those of {@link seedCnnDropouts}, by name; null at inference.
 * @returns logits of the presence of each lesion type, [N, 4].
 */
export function seedCnn(
  context: ForwardContext,
  x: Tensor,
  masks: Readonly<Record<string, Tensor>> | null,
): Tensor {
  const dropped = (features: Tensor, index: number): Tensor => {
    const mask = masks?.[`dropout${index}`];
    return mask ? mul(features, mask) : features;
  };
  let features = x;
  FILTERS.forEach((filters, level) => {
    const kernel = 5;
    const deviation = Math.sqrt(2 / (kernel * kernel * (features.shape[3] ?? 1)));
    const options = { filters, kernel };
    features = relu(convolution(context, `convolution${level}`, features, options, undefined, deviation));
    features = maxPool(features as Tensor4D, 2, 2, 'valid');
    features = dropped(batchNormalization(context, `normalization${level}`, features), level);
  });
  const [batch = 0, ...rest] = features.shape;
  features = reshape(features, [batch, rest.reduce((product, size) => product * size, 1)]);
  UNITS.forEach((units, index) => {
    features = dropped(relu(dense(context, `dense${index}`, features, units)), FILTERS.length + index);
  });
  return dense(context, 'presence', features, LESION_TYPES.length);
}
