import * as tf from '@tensorflow/tfjs-core';
import { differentiable, forwardOnly, type ParityCase } from '../../../../helpers/parity-case';
import { floats, tiedFloats, type InputSource } from '../../../../helpers/parity-inputs';

type Image = tf.Tensor4D;
type Pad = Parameters<typeof tf.maxPool>[3];
type Size = number | [number, number];

interface Window {
  readonly size: Size;
  readonly stride: Size;
  readonly pad: Pad;
  readonly rounding?: 'floor' | 'ceil';
}

const WINDOWS: readonly Window[] = [
  { size: 2, stride: 2, pad: 'valid' },
  { size: 2, stride: 2, pad: 'same' },
  { size: 3, stride: 2, pad: 'same' },
  { size: 3, stride: 1, pad: 'same' },
  { size: 5, stride: 1, pad: 'same' },
  { size: 2, stride: 3, pad: 'valid' },
  { size: [3, 1], stride: [1, 2], pad: 'same' },
  { size: 3, stride: 2, pad: 1, rounding: 'floor' },
  { size: 3, stride: 2, pad: 1, rounding: 'ceil' },
  { size: 2, stride: 2, pad: 0, rounding: 'ceil' },
  { size: 1, stride: 2, pad: 'valid' },
];
const PICTURES: readonly (readonly number[])[] = [
  [2, 7, 9, 3],
  [2, 6, 8, 2],
];

const maximum = ({ size, stride, pad, rounding }: Window, x: tf.Tensor) =>
  tf.maxPool(x as Image, size, stride, pad, rounding);
const average = ({ size, stride, pad, rounding }: Window, x: tf.Tensor) =>
  tf.avgPool(x as Image, size, stride, pad, rounding);

const side = (value: Size): readonly [number, number] => (typeof value === 'number' ? [value, value] : value);

/**
 * Average pooling by sums over shifted pictures and counts of what lies inside: tfjs-cpu's own gradient
 * divides by the whole window where part of it is padding.
 */
function averageByParts(window: Window, x: tf.Tensor): tf.Tensor {
  const { size, stride, pad, rounding } = window;
  const [rows, columns] = side(size);
  const eye = tf.tile(tf.ones([rows, columns, 1, 1]), [1, 1, x.shape[3] ?? 1, 1]) as Image;
  const sums = (picture: tf.Tensor) =>
    tf.depthwiseConv2d(picture as Image, eye, stride as 1, pad, 'NHWC', 1, rounding);
  return tf.div(sums(x), sums(tf.ones(x.shape)));
}

const named = (kind: string, picture: readonly number[], { size, stride, pad, rounding }: Window) =>
  `${kind} pool ${JSON.stringify(size)}, stride ${JSON.stringify(stride)}, ${JSON.stringify(pad)} ${rounding ?? 'exactly'} of [${picture.join()}]`;

const every = (make: (picture: readonly number[], window: Window) => ParityCase): readonly ParityCase[] =>
  PICTURES.flatMap((picture) => WINDOWS.map((window) => make(picture, window)));

/** The same window with the padding that rounding up amounts to: gradients of tfjs-cpu forget the rounding. */
function withMeantPadding(window: Window, picture: readonly number[]): Window {
  const { size, stride, pad, rounding } = window;
  if (rounding !== 'ceil' || typeof pad !== 'number') return window;
  const sides = (axis: 0 | 1): [number, number] => {
    const [length, kernel, step] = [picture[axis + 1] ?? 0, side(size)[axis], side(stride)[axis]];
    const windows = Math.ceil((length + 2 * pad - kernel) / step) + 1;
    return [pad, Math.max(pad, (windows - 1) * step + kernel - length - pad)];
  };
  return { size, stride, pad: [[0, 0], sides(0), sides(1), [0, 0]] };
}

const maximumOf = (kind: string, from: (shape: readonly number[]) => InputSource) =>
  every((picture, window) =>
    differentiable(named(kind, picture, window), [from(picture)], (x) => maximum(window, x), {
      reference: (x) => maximum(withMeantPadding(window, picture), x),
    }),
  );

export const poolingCases: readonly ParityCase[] = [
  ...maximumOf('max', (shape) => floats(shape)),
  // Many equal numbers: the gradient goes to the first of them.
  ...maximumOf('tied max', tiedFloats),
  // All below zero, where padding must not win.
  ...maximumOf('negative max', (shape) => floats(shape, -2, -1)),
  ...every((picture, window) =>
    forwardOnly(named('average', picture, window), [floats(picture)], (x) => average(window, x)),
  ),
  ...every((picture, window) =>
    differentiable(
      named('gradient of average', picture, window),
      [floats(picture)],
      (x) => average(window, tf.exp(x)),
      { reference: (x) => averageByParts(withMeantPadding(window, picture), tf.exp(x)) },
    ),
  ),
  differentiable('three tied pools in a row', [tiedFloats([1, 8, 8, 2])], (x) => {
    const first = tf.maxPool(x as Image, 5, 1, 'same');
    const second = tf.maxPool(first, 5, 1, 'same');
    return tf.concat([x, first, second, tf.maxPool(second, 5, 1, 'same')], 3);
  }),
  differentiable('global pools', [floats([2, 4, 5, 3])], (x) => [
    tf.maxPool(x as Image, [4, 5], 1, 'valid'),
    tf.avgPool(x as Image, [4, 5], 1, 'valid'),
  ]),
  forwardOnly('dilated pools', [floats([1, 8, 8, 2])], (x) => [
    tf.pool(x as Image, 2, 'max', 'valid', 2, 1),
    tf.pool(x as Image, 3, 'avg', 'same', 2, 1),
  ]),
];
