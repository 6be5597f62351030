import * as tf from '@tensorflow/tfjs-core';
import { differentiable, forwardOnly, type ParityCase } from '../../../../helpers/parity-case';
import { flags, floats, given, integers, tiedFloats } from '../../../../helpers/parity-inputs';

const rows = floats([4, 9]);
const places = given([2, 3], [2, 0, 3, 3, 1, 0], 'int32');

/** Boxes of which the first four overlap in pairs, equal scores among them. */
const boxes = given(
  [7, 4],
  [
    [0, 0, 1, 1],
    [0, 0.1, 1, 1.1],
    [0, -0.1, 1, 0.9],
    [0, 10, 1, 11],
    [1, 11.1, 0, 10.1],
    [0, 100, 1, 101],
    [5, 5, 5, 5],
  ].flat(),
);
const scores = given([7], [0.9, 0.75, 0.6, 0.95, 0.5, 0.5, 0.3]);

const suppressed = (most: number, overlap: number, least: number): ParityCase =>
  forwardOnly(`suppression to ${most} boxes, overlap ${overlap}, score ${least}`, [boxes, scores], (b, s) => {
    const found = tf.image.nonMaxSuppressionPadded(
      b as tf.Tensor2D,
      s as tf.Tensor1D,
      most,
      overlap,
      least,
      true,
    );
    return [found['selectedIndices'] as tf.Tensor, found['validOutputs'] as tf.Tensor];
  });

export const selectionCases: readonly ParityCase[] = [
  forwardOnly('largest three', [rows], (x) => {
    const { values, indices } = tf.topk(x, 3);
    return [values, indices];
  }),
  forwardOnly('largest of ties, the first of them', [tiedFloats([3, 12])], (x) => {
    const { values, indices } = tf.topk(x, 7);
    return [values, indices];
  }),
  forwardOnly('largest of whole numbers', [integers([11], 0, 4)], (x) => {
    const { values, indices } = tf.topk(x, 11);
    return [values, indices];
  }),
  ...[0, 1, 2].map((axis) =>
    differentiable(`gather along axis ${axis}`, [floats([4, 5, 6]), places], (x, at) =>
      tf.gather(tf.exp(x), at, axis),
    ),
  ),
  differentiable('gather along the channels of a picture', [floats([2, 3, 4, 5])], (x) =>
    tf.gather(x, tf.tensor1d([4, 0, 0], 'int32'), 3),
  ),
  forwardOnly('gather, each picture by its own indices', [floats([2, 4, 3]), places], (x, at) => [
    tf.gather(x, at, 1, 1),
    tf.gather(x, tf.cast(tf.minimum(at, 2), 'int32'), 2, 1),
  ]),
  forwardOnly('gather of whole numbers', [integers([4], 0, 9), places], (x, at) => tf.gather(x, at)),
  forwardOnly(
    'gather by lists of places',
    [rows, given([2, 2], [0, 1, 3, 8], 'int32'), given([3, 1], [3, 0, 3], 'int32')],
    (x, pair, row) => [tf.gatherND(x, pair), tf.gatherND(x, row)],
  ),
  differentiable('sums by segment', [floats([5, 2, 3])], (x) =>
    tf.unsortedSegmentSum(x, tf.tensor1d([2, 0, 2, 3, 0], 'int32'), 4),
  ),
  forwardOnly('sums by segment, rows of none among them', [floats([5, 2, 3])], (x) =>
    tf.unsortedSegmentSum(x, tf.tensor1d([2, 0, 2, 5, -1], 'int32'), 4),
  ),
  forwardOnly('scattered sums', [floats([4, 3]), given([4, 1], [2, 0, 2, 5], 'int32')], (x, at) => [
    tf.scatterND(at as tf.Tensor2D, x, [6, 3]),
    tf.scatterND(tf.tensor2d([0, 1, 1, 1, 0, 1], [3, 2], 'int32'), tf.slice(x, [0, 0], [3, 3]), [2, 2, 3]),
  ]),
  forwardOnly('scattered whole numbers', [integers([3], 1, 9)], (x) =>
    tf.scatterND(tf.tensor2d([0, 1, 2, 3, 0, 1], [3, 2], 'int32'), x, [4, 5]),
  ),
  forwardOnly('replaced slices', [floats([4, 3]), floats([2, 3])], (x, by) =>
    tf.tensorScatterUpdate(x, tf.tensor2d([3, 1], [2, 1], 'int32'), by),
  ),
  forwardOnly('sparse to dense', [floats([2])], (x) => [
    tf.sparseToDense(tf.tensor2d([0, 1, 2, 2], [2, 2], 'int32'), x, [3, 3], -1),
    tf.sparseToDense(tf.tensor1d([1, 4], 'int32'), x, [5]),
    tf.sparseToDense(tf.tensor1d([1, 4], 'int32'), tf.scalar(2), [5], 0),
  ]),
  forwardOnly(
    'one-hot rows, places outside among them',
    [given([2, 3], [0, 2, 1, 3, -1, 2], 'int32')],
    (x) => [tf.oneHot(x, 3), tf.oneHot(x, 4, 5, -2), tf.oneHot(x, 3, 1, 0, 'float32')],
  ),
  forwardOnly('one-hot of the largest', [rows], (x) => tf.cast(tf.oneHot(tf.argMax(x, 1), 9), 'float32')),
  forwardOnly(
    'a confusion matrix',
    [given([4], [0, 1, 2, 1], 'int32'), given([4], [0, 2, 2, 1], 'int32')],
    (a, b) => tf.math.confusionMatrix(a as tf.Tensor1D, b as tf.Tensor1D, 3),
  ),
  forwardOnly('kept elements, the others zero', [rows, flags([4, 9])], (x, keep) =>
    tf.where(keep, x, tf.zerosLike(x)),
  ),
  suppressed(3, 0.5, 0),
  suppressed(7, 0.5, 0.4),
  suppressed(2, 0.9, -Infinity),
  suppressed(7, 0.1, 2),
  suppressed(7, 1, 0),
];
