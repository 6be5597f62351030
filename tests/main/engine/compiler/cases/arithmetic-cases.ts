import * as tf from '@tensorflow/tfjs-core';
import { differentiable, forwardOnly, type ParityCase } from '../../../../helpers/parity-case';
import { floats, given, integers, tiedFloats, type InputSource } from '../../../../helpers/parity-inputs';

const shape = [2, 5, 3];
const positive = floats(shape, 0.3, 2);

/** Both directions of broadcasting, a scalar, sizes of one, four dimensions. */
const PAIRS: readonly (readonly [name: string, a: readonly number[], b: readonly number[]])[] = [
  ['equal shapes', shape, shape],
  ['a column', shape, [5, 1]],
  ['a column first', [5, 1], shape],
  ['a scalar', shape, []],
  ['a scalar first', [], shape],
  ['crosswise', [4, 1], [1, 3]],
  ['images and a vector of channels', [2, 3, 4, 5], [5]],
  ['images and one value a picture', [2, 3, 4, 5], [2, 1, 1, 1]],
];

type Binary = (a: tf.Tensor, b: tf.Tensor) => tf.Tensor;

const broadcasting = (
  name: string,
  compute: Binary,
  from: InputRange,
  gradients = true,
): readonly ParityCase[] =>
  PAIRS.map(([how, a, b]) =>
    (gradients || a.join() === b.join() ? differentiable : forwardOnly)(
      `${name}, ${how}`,
      [from(a), from(b)],
      compute,
    ),
  );

type InputRange = (shape: readonly number[]) => InputSource;
const around = (low: number, high: number) => (shape: readonly number[]) => floats(shape, low, high);

const wholeNumbers = (name: string, compute: Binary, low = -7, high = 7): ParityCase =>
  forwardOnly(`${name} of whole numbers`, [integers([4, 6], low, high), integers([6], low, high)], compute);

/** Each sign of the dividend with each of the divisor, exact multiples among them. */
const dividends = given([9], [7, -7, 7, -7, 6, -6, 6, -6, 0], 'int32');
const divisors = given([9], [3, 3, -3, -3, 3, 3, -3, -3, 4], 'int32');

export const arithmeticCases: readonly ParityCase[] = [
  ...broadcasting('add', tf.add, around(-1, 1)),
  ...broadcasting('sub', tf.sub, around(-1, 1)),
  ...broadcasting('mul', tf.mul, around(-1, 1)),
  ...broadcasting('div', tf.div, around(0.3, 2)),
  ...broadcasting('pow', tf.pow, around(0.3, 2)),
  ...broadcasting('atan2', tf.atan2, around(-1, 1)),
  // TensorFlow.js itself has no broadcasting gradients for these three.
  ...broadcasting('maximum', tf.maximum, around(-1, 1), false),
  ...broadcasting('minimum', tf.minimum, around(-1, 1), false),
  ...broadcasting('squared difference', tf.squaredDifference, around(-1, 1), false),
  ...broadcasting('mod', tf.mod, around(-3, 3)),
  wholeNumbers('add', tf.add),
  wholeNumbers('sub', tf.sub),
  wholeNumbers('mul', tf.mul),
  wholeNumbers('maximum', tf.maximum),
  wholeNumbers('minimum', tf.minimum),
  wholeNumbers('squared difference', tf.squaredDifference),
  wholeNumbers('pow', tf.pow, 0, 5),
  forwardOnly('bitwise and', [integers([4, 6], 0, 255), integers([4, 6], -255, 255)], tf.bitwiseAnd),
  forwardOnly('maximum and minimum of ties', [tiedFloats(shape), tiedFloats(shape)], (a, b) => [
    tf.maximum(a, b),
    tf.minimum(a, b),
  ]),
  differentiable('gradients of maximum and minimum at ties', [tiedFloats(shape), tiedFloats(shape)], (a, b) =>
    tf.add(tf.maximum(a, b), tf.mul(tf.minimum(a, b), 3)),
  ),
  forwardOnly('floorDiv', [floats(shape, -9, 9), floats([3], 0.5, 3)], tf.floorDiv),
  forwardOnly('floorDiv of whole numbers of all signs', [dividends, divisors], tf.floorDiv),
  forwardOnly('div of whole numbers of all signs', [dividends, divisors], tf.div),
  forwardOnly('mod of whole numbers of all signs', [dividends, divisors], tf.mod),
  forwardOnly(
    'whole numbers divided by zero',
    [given([3], [5, -5, 0], 'int32'), integers([3], 0, 0)],
    (a, b) => [tf.floorDiv(a, b), tf.div(a, b), tf.mod(a, b)],
  ),
  forwardOnly('floorDiv and mod by a number', [dividends], (a) => [
    tf.floorDiv(a, tf.scalar(-4, 'int32')),
    tf.mod(a, tf.scalar(5, 'int32')),
  ]),
  forwardOnly('pow of negative bases', [floats([6], -2, -0.5), given([6], [-3, -1, 0, 1, 2, 3])], tf.pow),
  differentiable('pow with a negative base and a number', [floats(shape, -2, -0.5)], (x) => tf.pow(x, 3)),
  differentiable('pow with zero exponents', [positive, given([3], [0, 1, 2])], tf.pow),
  differentiable('a sum of many', [floats(shape), floats(shape), floats(shape)], (a, b, c) =>
    tf.addN([a, b, c]),
  ),
  forwardOnly('a sum of many whole numbers', [integers([5], -9, 9), integers([5], -9, 9)], (a, b) =>
    tf.addN([a, b]),
  ),
  differentiable('sums and products of constants vanish rightly', [floats(shape)], (x) =>
    tf.div(tf.sub(tf.add(tf.mul(x, tf.ones(shape)), tf.zeros([1, 5, 1])), 0), tf.onesLike(x)),
  ),
  differentiable('constants that broadcast further than the tensor', [floats([3])], (x) => [
    tf.add(x, tf.zeros([4, 3])),
    tf.mul(tf.ones([2, 1]), x),
    tf.div(x, tf.ones([2, 3])),
    tf.sub(x, tf.zeros([2, 3])),
  ]),
  differentiable('prelu', [floats([2, 3, 4, 5]), floats([5], 0, 0.5)], tf.prelu),
  differentiable('prelu of equal shapes', [tiedFloats(shape), floats(shape)], tf.prelu),
];
