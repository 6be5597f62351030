import { reshape, type Tensor } from '@tensorflow/tfjs-core';
import { LESION_TYPES } from '../../../../shared/clinical/lesion';
import type { ForwardContext } from '../nn/forward-context';
import { dense } from '../nn/layers';

/** The seed study names a dropout layer in front of the head's dense one but no rate; its own network has 0.5. */
export const HEAD_DROPOUT = 0.5;

/**
 * The seed study's classifier on a frozen backbone: flatten, (dropout,) dense. Dropout stands directly on
 * features, which no gradient passes, so that it is applied where they are copied into the batch
 * (`copyDropped`).
 * @param features [N, h, w, C], or flattened [N, h × w × C].
 * @returns logits of the presence of each lesion type, [N, 4].
 */
export function presenceHead(context: ForwardContext, features: Tensor): Tensor {
  const [batch = 0, ...cells] = features.shape;
  const flat = reshape(features, [batch, cells.reduce((product, size) => product * size, 1)]);
  return dense(context, 'presence', flat, LESION_TYPES.length);
}
