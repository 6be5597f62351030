import { add, mean, mul, softplus, sub, tensor1d, type Scalar, type Tensor } from '@tensorflow/tfjs-core';

/**
 * Binary cross-entropy over independent labels, the mean over pictures and labels as Keras takes it: −ln p for
 * present ones and −ln (1 − p) for absent ones, computed from logits so that no probability rounds to 0 or 1.
 * @param logits [N, L].
 * @param labels [N, L], 1 for present and 0 for absent.
 * @param positiveWeights what the loss of a present label weighs beside an absent one's, one number a label; all
 *   weigh the same unless given.
 */
export function presenceLoss(logits: Tensor, labels: Tensor, positiveWeights?: readonly number[]): Scalar {
  const loss = sub(softplus(logits), mul(logits, labels));
  if (!positiveWeights) return mean(loss);
  const more = tensor1d(positiveWeights.map((weight) => weight - 1));
  return mean(mul(loss, add(1, mul(labels, more))));
}
