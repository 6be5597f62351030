import * as tf from '@tensorflow/tfjs-core';
import { differentiable, forwardOnly, type ParityCase } from '../../../../helpers/parity-case';
import { flags, floats, integers, tiedFloats } from '../../../../helpers/parity-inputs';

type Reduction = (x: tf.Tensor, axis?: number | number[], keepDims?: boolean) => tf.Tensor;

const REDUCTIONS: Readonly<Record<string, Reduction>> = {
  sum: tf.sum,
  mean: tf.mean,
  max: tf.max,
  min: tf.min,
  prod: tf.prod,
  logSumExp: tf.logSumExp,
};
const AXES: readonly (readonly [name: string, axis: number | number[] | undefined, keepDims?: boolean])[] = [
  ['everything', undefined],
  ['the first axis', 0],
  ['the last axis, kept', -1, true],
  ['channels', 3],
  ['rows and columns', [1, 2]],
  ['the outer axes, kept', [0, 3], true],
  ['no axis', []],
];

/** Sizes of which a product of many factors neither vanishes nor explodes. */
const numbers = floats([2, 3, 4, 2], 0.5, 1.5);

export const reductionCases: readonly ParityCase[] = [
  ...Object.entries(REDUCTIONS).flatMap(([name, reduce]) =>
    AXES.map(([where, axis, keepDims]) =>
      // The gradient of a product calls methods of tensors, which this project does not load.
      (name === 'prod' ? forwardOnly : differentiable)(`${name} over ${where}`, [numbers], (x) =>
        reduce(x, axis, keepDims),
      ),
    ),
  ),
  ...['sum', 'mean', 'max', 'min', 'prod'].map((name) =>
    forwardOnly(
      `${name} of whole numbers`,
      [integers([3, 4], -4, 4)],
      (x) => [REDUCTIONS[name]!(x), REDUCTIONS[name]!(x, 1)],
      // Their mean may be zero, of which rounding leaves a hundredth of a float's step at 1.
      name === 'mean' ? { least: 1e-3 } : {},
    ),
  ),
  forwardOnly('sum and mean of flags', [flags([3, 4])], (x) => [tf.sum(x, 0), tf.mean(x, 1)]),
  differentiable('max and min of ties', [tiedFloats([2, 3, 4, 2])], (x) => [tf.max(x, 3), tf.min(x, [1, 2])]),
  forwardOnly('first largest and smallest of ties', [tiedFloats([3, 7])], (x) => [
    tf.argMax(x, 1),
    tf.argMin(x, 1),
    tf.argMax(x, 0),
    tf.argMin(x, -2),
  ]),
  forwardOnly('first largest of whole numbers', [integers([3, 7], 0, 3)], (x) => [
    tf.argMax(x, 1),
    tf.argMin(x, 0),
  ]),
  forwardOnly('largest place along the channels of pictures', [tiedFloats([2, 3, 4, 3])], (x) =>
    tf.argMax(x, 3),
  ),
  differentiable('sizes of one', [floats([1, 3, 1])], (x) => [tf.sum(x, 0), tf.mean(x, 2), tf.max(x, 0)]),
  differentiable('scalars', [floats([])], (x) => [tf.sum(x), tf.mean(x), tf.max(x)]),
  differentiable('moments', [floats([2, 5, 6, 3], 2, 3)], (x) => {
    const { mean, variance } = tf.moments(x, [0, 1, 2]);
    return [mean, variance];
  }),
  forwardOnly('moments of 200,000 elements stay precise', [floats([4, 160, 160, 2], 3, 3.2)], (x) => {
    const { mean, variance } = tf.moments(x, [0, 1, 2]);
    return [mean, variance];
  }),
  differentiable('long sums of products', [floats([2, 9, 17, 3]), floats([2, 9, 17, 3])], (a, b) => [
    tf.sum(tf.mul(a, b), [0, 1, 2]),
    tf.mean(tf.mul(a, b), [1, 2], true),
    tf.sum(tf.mul(a, b)),
    tf.sum(tf.square(a), [1, 2, 3]),
  ]),
  differentiable('norms', [floats([3, 4])], (x) => [tf.norm(x), tf.norm(x, 1, 1), tf.norm(x, Infinity)]),
  ...[false, true].flatMap((exclusive) =>
    [false, true].flatMap((reverse) => [
      differentiable(
        `cumulative sums, exclusive ${exclusive}, reverse ${reverse}`,
        [floats([3, 5, 2])],
        (x) => tf.cumsum(x, 2, exclusive, reverse),
      ),
      // TensorFlow.js transposes the gradient by mistake along any axis but the last.
      forwardOnly(
        `middle cumulative sums, exclusive ${exclusive}, reverse ${reverse}`,
        [floats([3, 5, 2])],
        (x) => tf.cumsum(x, 1, exclusive, reverse),
      ),
      forwardOnly(
        `cumulative products, exclusive ${exclusive}, reverse ${reverse}`,
        [floats([3, 5, 2], 0.5, 1.5)],
        (x) => [tf.cumprod(x, 1, exclusive, reverse), tf.cumprod(x, 2, exclusive, reverse)],
      ),
    ]),
  ),
  forwardOnly('cumulative sums of whole numbers', [integers([7], -3, 3)], (x) => tf.cumsum(x)),
  differentiable('softmax', [floats([3, 5], -4, 4)], (x) => tf.softmax(x)),
  differentiable('softmax of a picture', [floats([2, 3, 4, 5], -4, 4)], (x) => tf.softmax(x)),
  differentiable('log softmax', [floats([3, 5], -4, 4)], (x) => tf.logSoftmax(x)),
  differentiable('softmax of one class', [floats([3, 1])], (x) => [tf.softmax(x), tf.logSoftmax(x)]),
];
