import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import type { CaseFunction } from './parity-case';

/** One operation of a random program, with numbers that decide its operands and settings. */
export interface ProgramStep {
  readonly operation: keyof typeof OPERATIONS;
  readonly first: number;
  readonly second: number;
  readonly setting: number;
}

/** Most elements of a tensor that is tiled or enlarged further. */
const LARGE = 400;

type Operation = (x: tf.Tensor, y: tf.Tensor, setting: number) => tf.Tensor;

/** Bounded and smooth, so that rounding does not grow and no kink lies where both sides could differ. */
const bounded = (x: tf.Tensor): tf.Tensor => tf.tanh(x);

const permutation = (rank: number, setting: number): number[] => {
  const left = Array.from({ length: rank }, (_, axis) => axis);
  return Array.from({ length: rank }, (_, place) => {
    const at = Math.floor(setting / (place + 1)) % left.length;
    return left.splice(at, 1)[0] ?? 0;
  });
};

const axisOf = (x: tf.Tensor, setting: number): number => setting % Math.max(1, x.rank);

/** A tensor as a picture [1, H, W, C] with as few leading axes as possible. */
function asPicture(x: tf.Tensor): tf.Tensor4D {
  if (x.rank === 4) return x as tf.Tensor4D;
  if (x.rank > 4) return tf.reshape(x, [1, x.size / (x.shape.at(-1) ?? 1), 1, x.shape.at(-1) ?? 1]);
  const [height = 1, width = 1, channels = 1] = [...new Array<number>(3 - x.rank).fill(1), ...x.shape];
  return tf.reshape(x, [1, height, width, channels]);
}

const constant = (shape: readonly number[], setting: number): tf.Tensor =>
  tf.tensor(
    Float32Array.from({ length: shape.reduce((product, size) => product * size, 1) }, (_, index) =>
      Math.sin(index * 1.3 + setting),
    ),
    [...shape],
  );

const sameShape = (x: tf.Tensor, y: tf.Tensor): boolean => x.shape.join() === y.shape.join();

/** Whether two shapes broadcast to one another. */
function fits(x: tf.Tensor, y: tf.Tensor): boolean {
  const [a, b] = [[...x.shape].reverse(), [...y.shape].reverse()];
  return a.every((size, axis) => size === 1 || (b[axis] ?? 1) === 1 || size === b[axis]);
}

const binary =
  (compute: (x: tf.Tensor, y: tf.Tensor) => tf.Tensor): Operation =>
  (x, y) =>
    fits(x, y) ? compute(x, y) : compute(x, tf.mean(y));

export const OPERATIONS = {
  add: binary(tf.add),
  subtract: binary(tf.sub),
  multiply: binary(tf.mul),
  divide: binary((x, y) => tf.div(x, tf.add(tf.square(y), 1))),
  sigmoid: (x) => tf.sigmoid(x),
  tanh: bounded,
  square: (x) => tf.square(x),
  'exponential of a bounded number': (x) => tf.exp(bounded(x)),
  'a constant added': (x, _, setting) => tf.add(x, constant(x.shape.slice(setting % (x.rank + 1)), setting)),
  'a fill added': (x, _, setting) => tf.add(x, tf.fill(x.shape, setting % 3)),
  'times ones': (x) => tf.mul(tf.onesLike(x), x),
  'minus itself': (x) => tf.sub(x, tf.mul(x, 0.5)),
  transpose: (x, _, setting) => tf.transpose(x, permutation(x.rank, setting)),
  flatten: (x) => tf.reshape(x, [-1]),
  'fold in two': (x) => (x.size % 2 === 0 ? tf.reshape(x, [2, x.size / 2]) : tf.expandDims(x, 0)),
  'new axis': (x, _, setting) => (x.rank < 4 ? tf.expandDims(x, setting % (x.rank + 1)) : x),
  'drop axes of one': (x) => (x.rank > 1 ? tf.squeeze(x) : x),
  slice: (x, _, setting) => {
    if (x.rank === 0) return x;
    const axis = axisOf(x, setting);
    const length = x.shape[axis] ?? 1;
    const size = Math.max(1, length - 1 - (setting % 2));
    return tf.slice(
      x,
      x.shape.map((_size, index) => (index === axis ? Math.min(setting % 2, length - size) : 0)),
      x.shape.map((whole, index) => (index === axis ? size : whole)),
    );
  },
  pad: (x, _, setting) => {
    if (x.rank === 0 || x.size > LARGE) return x;
    const paddings = x.shape.map((_size, axis): [number, number] => [
      (setting >> axis) & 1,
      (setting >> (axis + 4)) & 1,
    ]);
    return tf.pad(x, paddings, (setting % 3) - 1);
  },
  reverse: (x, _, setting) => (x.rank === 0 ? x : tf.reverse(x, [axisOf(x, setting)])),
  concatenate: (x, y, setting) =>
    x.rank > 0 && sameShape(x, y) && x.size < LARGE ? tf.concat([x, y], axisOf(x, setting)) : tf.neg(x),
  stack: (x, y, setting) =>
    x.rank < 4 && sameShape(x, y) && x.size < LARGE ? tf.stack([x, y], setting % (x.rank + 1)) : x,
  tile: (x, _, setting) => {
    if (x.rank === 0 || x.size > LARGE) return x;
    return tf.tile(
      x,
      x.shape.map((_size, axis) => (axis === axisOf(x, setting) ? 2 : 1)),
    );
  },
  'sum over an axis': (x, _, setting) =>
    x.rank === 0 ? x : tf.sum(x, [axisOf(x, setting)], (setting & 8) === 0),
  'mean over two axes': (x, _, setting) =>
    x.rank < 2
      ? tf.mean(x)
      : tf.mean(x, [axisOf(x, setting), (axisOf(x, setting) + 1) % x.rank], (setting & 8) === 0),
  'largest over an axis': (x, _, setting) =>
    x.rank === 0 ? x : tf.max(x, [axisOf(x, setting)], (setting & 8) === 0),
  softmax: (x) => (x.rank === 0 ? x : tf.softmax(x)),
  'log softmax': (x) => (x.rank === 0 ? x : tf.logSoftmax(x)),
  convolution: (x, _, setting) => {
    const picture = asPicture(bounded(x));
    const filter = constant([3, 3, picture.shape[3], 2 + (setting % 3)], setting) as tf.Tensor4D;
    return tf.mul(tf.conv2d(picture, filter, ((setting & 1) + 1) as 1 | 2, 'same'), 0.3);
  },
  'depthwise convolution': (x, _, setting) => {
    const picture = asPicture(bounded(x));
    const filter = constant([3, 2, picture.shape[3], 1], setting) as tf.Tensor4D;
    return tf.depthwiseConv2d(picture, filter, ((setting & 1) + 1) as 1 | 2, 'same');
  },
  'largest in windows': (x, _, setting) => tf.maxPool(asPicture(x), 2, ((setting & 1) + 1) as 1 | 2, 'same'),
  enlarge: (x) => {
    // The gradient of tfjs-cpu is right for one picture only.
    if (x.rank === 4 && x.shape[0] !== 1) return x;
    const picture = asPicture(x);
    if (picture.size > LARGE) return picture;
    return tf.image.resizeNearestNeighbor(picture, [picture.shape[1] * 2, picture.shape[2] * 2]);
  },
  normalize: (x) => {
    if (x.rank === 0) return x;
    const { mean, variance } = tf.moments(x, 0, true);
    return tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, 0.5)));
  },
  'matrix product': (x, y) => {
    const rows = (t: tf.Tensor) => tf.reshape(t, [-1, t.shape.at(-1) ?? 1]);
    const [a, b] = [rows(bounded(x)), rows(bounded(y))];
    if (a.shape[1] !== b.shape[1] || (a.shape[0] ?? 1) * (b.shape[0] ?? 1) > LARGE) return a;
    return tf.matMul(a, b, false, true);
  },
  'gather along an axis': (x, _, setting) => {
    if (x.rank === 0) return x;
    const axis = axisOf(x, setting);
    const last = (x.shape[axis] ?? 1) - 1;
    return tf.gather(x, tf.tensor1d([last, 0, last], 'int32'), axis);
  },
  choose: (x, y) => (sameShape(x, y) ? tf.where(tf.greaterEqual(x, y), x, tf.neg(y)) : x),
} as const satisfies Readonly<Record<string, Operation>>;

/** Shapes of the inputs: a picture in its own order, one of the same size, a vector of channels. */
export const PROGRAM_INPUTS = [[1, 4, 3, 2], [1, 4, 3, 2], [2]] as const;

/** Chains of operations whose operands are any earlier results, so that results are shared. */
export const randomProgram: fc.Arbitrary<readonly ProgramStep[]> = fc.array(
  fc.record<ProgramStep>({
    operation: fc.constantFrom(...(Object.keys(OPERATIONS) as (keyof typeof OPERATIONS)[])),
    first: fc.nat(1000),
    second: fc.nat(1000),
    setting: fc.nat(1000),
  }),
  { minLength: 2, maxLength: 12 },
);

/** Runs a program; its results are the last three values, bounded, so that all inputs matter. */
export function programFunction(steps: readonly ProgramStep[]): CaseFunction {
  return (...inputs) => {
    const given = inputs.slice(0, PROGRAM_INPUTS.length);
    const values = [...given];
    for (const { operation, first, second, setting } of steps) {
      // Mostly the newest value, so that chains grow long.
      const x = values[first % 3 === 0 ? first % values.length : values.length - 1] as tf.Tensor;
      const y = values[second % values.length] as tf.Tensor;
      values.push(OPERATIONS[operation](x, y, setting));
    }
    // Every input has to take part, or it has no gradient.
    const all = given.map((input) => tf.sum(tf.mul(input, 0.1)));
    return [...values.slice(-2).map(bounded), tf.addN(all)];
  };
}
