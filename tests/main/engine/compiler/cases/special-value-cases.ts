import * as tf from '@tensorflow/tfjs-core';
import { forwardOnly, type ParityCase } from '../../../../helpers/parity-case';
import { given } from '../../../../helpers/parity-inputs';

/** Long enough for the vector lanes of a processor and an odd rest; the second meets each of the first. */
const LENGTH = 89;
const SPECIAL = [NaN, 1, -1, 0, Infinity, -Infinity, 2.5, -0.5, 1e30];
const numbers = given(
  [LENGTH],
  Array.from({ length: LENGTH }, (_, index) => SPECIAL[index % 9]!),
);
const others = given(
  [LENGTH],
  Array.from({ length: LENGTH }, (_, index) => SPECIAL[Math.floor(index / 9) % 9]!),
);
const finite = given(
  [1, 4, 5, 2],
  Array.from({ length: 40 }, (_, index) => Math.sin(index)),
);

/** No number in one place of the first picture, infinity in one of the second. */
const pictures = given(
  [2, 6, 5, 2],
  Array.from({ length: 120 }, (_, index) => (index === 27 ? NaN : index === 95 ? Infinity : Math.sin(index))),
);
const filter = given(
  [3, 3, 2, 3],
  Array.from({ length: 54 }, (_, index) => Math.cos(index * 1.3)),
);

const UNARY = {
  abs: tf.abs,
  'clip to a range': (x: tf.Tensor) => tf.clipByValue(x, -0.5, 2),
  elu: tf.elu,
  erf: tf.erf,
  exp: tf.exp,
  floor: tf.floor,
  leakyRelu: (x: tf.Tensor) => tf.leakyRelu(x, 0.1),
  log: tf.log,
  log1p: tf.log1p,
  expm1: tf.expm1,
  prelu: (x: tf.Tensor) => tf.prelu(x, tf.scalar(0.1)),
  reciprocal: tf.reciprocal,
  relu: tf.relu,
  relu6: tf.relu6,
  round: tf.round,
  rsqrt: tf.rsqrt,
  selu: tf.selu,
  sigmoid: tf.sigmoid,
  softplus: tf.softplus,
  sqrt: tf.sqrt,
  square: tf.square,
  tanh: tf.tanh,
  atan: tf.atan,
  'cast to flags': (x: tf.Tensor) => tf.cast(x, 'bool'),
  'largest and smallest': (x: tf.Tensor) => tf.stack([tf.max(x), tf.min(x), tf.sum(x), tf.mean(x)]),
  'largest and smallest without it': (x: tf.Tensor) =>
    tf.stack([tf.max(tf.slice(x, 1, 8)), tf.min(tf.slice(x, 1, 8))]),
  'first largest and smallest places': (x: tf.Tensor) => tf.stack([tf.argMax(x), tf.argMin(x)]),
  softmax: (x: tf.Tensor) => tf.softmax(tf.reshape(tf.slice(x, 0, 88), [8, 11])),
} as const;

const BINARY = {
  add: tf.add,
  sub: tf.sub,
  mul: tf.mul,
  div: tf.div,
  maximum: tf.maximum,
  minimum: tf.minimum,
  'squared difference': tf.squaredDifference,
  equal: tf.equal,
  notEqual: tf.notEqual,
  greater: tf.greater,
  greaterEqual: tf.greaterEqual,
  less: tf.less,
  lessEqual: tf.lessEqual,
} as const;

/** What is no number stays none, wherever ONNX Runtime's and TensorFlow's rules could part. */
export const specialValueCases: readonly ParityCase[] = [
  ...Object.entries(UNARY).map(([name, f]) => forwardOnly(`special values: ${name}`, [numbers], f)),
  ...Object.entries(BINARY).map(([name, f]) =>
    forwardOnly(`special values: ${name}`, [numbers, others], (a, b) => f(a, b)),
  ),
  forwardOnly('special values: comparison with zero, in both directions', [numbers], (x) => [
    tf.maximum(x, 0),
    tf.maximum(0, x),
    tf.minimum(x, 0),
    tf.minimum(0, x),
  ]),
  forwardOnly('special values: rectified convolutions', [pictures, filter], (x, w) => {
    const y = tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'same');
    return [y, tf.relu(y), tf.relu6(y), tf.leakyRelu(y, 0.1), tf.sigmoid(y), tf.maximum(y, 0)];
  }),
  forwardOnly('special values: overflow of a product', [finite], (x) => tf.mul(tf.mul(x, 1e30), 1e30)),
  forwardOnly('special values: where', [numbers, others], (a, b) => tf.where(tf.isNaN(a), b, a)),
];
