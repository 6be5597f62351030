import { mean, mul, softplus, sub, type Scalar, type Tensor } from '@tensorflow/tfjs-core';

/**
 * Binary cross-entropy over independent labels, the mean over pictures and labels as Keras takes it: −ln p for
 * present ones and −ln (1 − p) for absent ones, computed from logits so that no probability rounds to 0 or 1.
 * @param logits [N, L].
 * @param labels [N, L], 1 for present and 0 for absent.
 */
export const presenceLoss = (logits: Tensor, labels: Tensor): Scalar =>
  mean(sub(softplus(logits), mul(logits, labels)));
