import * as tf from '@tensorflow/tfjs-core';
import { differentiable, type ParityCase } from '../../../../helpers/parity-case';
import { floats } from '../../../../helpers/parity-inputs';

const shape = [4, 5];
const labels = floats(shape, 0.1, 0.9);
const guesses = floats(shape, 0.1, 0.9);

/** TensorFlow.js's own losses; gradients by the guesses only, as some have none by the labels. */
export const lossCases: readonly ParityCase[] = [
  differentiable('absolute difference', [labels, guesses], (a, b) => tf.losses.absoluteDifference(a, b)),
  differentiable('mean squared error', [labels, guesses], (a, b) => tf.losses.meanSquaredError(a, b)),
  differentiable('log loss', [labels, guesses], (a, b) => tf.losses.logLoss(a, b)),
  differentiable('Huber loss', [labels, guesses], (a, b) => tf.losses.huberLoss(a, b, undefined, 0.2)),
  differentiable('hinge loss', [guesses], (x) =>
    tf.losses.hingeLoss(tf.round(tf.add(tf.zeros(shape), 1)), x),
  ),
  differentiable('cosine distance', [labels, guesses], (a, b) => tf.losses.cosineDistance(a, b, 1)),
  differentiable('sigmoid cross-entropy', [floats(shape, -3, 3)], (x) =>
    tf.losses.sigmoidCrossEntropy(tf.fill(shape, 0.3), x),
  ),
  differentiable('softmax cross-entropy', [floats(shape, -3, 3)], (x) =>
    tf.losses.softmaxCrossEntropy(tf.fill(shape, 0.2), x),
  ),
];
