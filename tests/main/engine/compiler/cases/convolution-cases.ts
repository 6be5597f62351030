import * as tf from '@tensorflow/tfjs-core';
import { differentiable, forwardOnly, type ParityCase } from '../../../../helpers/parity-case';
import { floats } from '../../../../helpers/parity-inputs';

type Image = tf.Tensor4D;
type Pad = Parameters<typeof tf.conv2d>[3];
type Rounding = 'floor' | 'round' | 'ceil';

interface Setting {
  readonly name: string;
  /** Height and width. */
  readonly picture: readonly [number, number];
  readonly kernel: readonly [number, number];
  readonly stride?: number | [number, number];
  readonly dilation?: number | [number, number];
  readonly pad: Pad;
  readonly rounding?: Rounding;
  /** The padding that rounding sizes up amounts to: gradients of tfjs-cpu forget about the rounding. */
  readonly meant?: Pad;
}

const square = (side: number, stride: number, pad: Pad): Setting => ({
  name: `${side} × ${side}, stride ${stride}, pad ${JSON.stringify(pad)}`,
  picture: [7, 9],
  kernel: [side, side],
  stride,
  pad,
  ...(typeof pad === 'number' ? { rounding: 'floor' as const } : {}),
});

const SETTINGS: readonly Setting[] = [
  ...[1, 3, 5].flatMap((side) =>
    [1, 2].flatMap((stride) => (['same', 'valid', 1] as const).map((pad) => square(side, stride, pad))),
  ),
  square(7, 2, 3),
  square(2, 3, 'valid'),
  square(1, 3, 'same'),
  { name: '3 × 1, even picture', picture: [6, 8], kernel: [3, 1], stride: 2, pad: 'same' },
  { name: '1 × 4', picture: [6, 8], kernel: [1, 4], pad: 'same' },
  { name: 'strides 1 and 3', picture: [6, 8], kernel: [3, 3], stride: [1, 3], pad: 'same' },
  { name: 'strides 3 and 2, valid', picture: [8, 7], kernel: [2, 3], stride: [3, 2], pad: 'valid' },
  { name: 'dilation 2', picture: [8, 9], kernel: [3, 3], dilation: 2, pad: 'same' },
  { name: 'dilations 3 and 1, valid', picture: [9, 6], kernel: [3, 3], dilation: [3, 1], pad: 'valid' },
  { name: 'dilation 2 of 5 × 5', picture: [11, 10], kernel: [5, 5], dilation: 2, pad: 'same' },
  {
    name: 'explicit uneven padding',
    picture: [6, 7],
    kernel: [3, 3],
    stride: 2,
    pad: [
      [0, 0],
      [0, 1],
      [2, 1],
      [0, 0],
    ],
  },
  {
    name: 'explicit padding wider than the filter',
    picture: [4, 4],
    kernel: [2, 2],
    pad: [
      [0, 0],
      [3, 0],
      [2, 3],
      [0, 0],
    ],
  },
  {
    name: 'sizes rounded up',
    picture: [6, 8],
    kernel: [3, 3],
    stride: 2,
    pad: 0,
    rounding: 'ceil',
    meant: [
      [0, 0],
      [0, 1],
      [0, 1],
      [0, 0],
    ],
  },
  {
    name: 'sizes rounded to the nearest',
    picture: [8, 9],
    kernel: [3, 3],
    stride: 4,
    pad: 1,
    rounding: 'round',
    meant: [
      [0, 0],
      [1, 2],
      [1, 1],
      [0, 0],
    ],
  },
  { name: 'a filter as large as the picture', picture: [5, 4], kernel: [5, 4], pad: 'valid' },
  { name: 'one pixel', picture: [1, 1], kernel: [3, 3], pad: 'same' },
  { name: 'one row', picture: [1, 8], kernel: [3, 3], stride: 2, pad: 'same' },
];

const convolve =
  ({ stride = 1, dilation = 1, pad, rounding }: Setting) =>
  (x: tf.Tensor, filter: tf.Tensor) =>
    tf.conv2d(x as Image, filter as Image, stride as 1, pad, 'NHWC', dilation as 1, rounding);

const depthwise =
  ({ stride = 1, dilation = 1, pad, rounding }: Setting) =>
  (x: tf.Tensor, filter: tf.Tensor) =>
    tf.depthwiseConv2d(x as Image, filter as Image, stride as 1, pad, 'NHWC', dilation as 1, rounding);

/** The reference of a setting whose sizes are rounded. */
const meaningOf = ({ meant, rounding: _, ...setting }: Setting, compute: typeof convolve) =>
  meant ? { reference: compute({ ...setting, pad: meant }) } : {};

/** TensorFlow.js has no gradients of dilated convolutions. */
const kindOf = ({ dilation = 1 }: Setting) => (dilation === 1 ? differentiable : forwardOnly);

/** Depthwise convolutions take the same stride along both axes. */
const DEPTHWISE = SETTINGS.filter(
  ({ dilation = 1, stride = 1 }) => typeof stride === 'number' && typeof dilation === 'number',
);

export const convolutionCases: readonly ParityCase[] = [
  ...SETTINGS.map((setting) =>
    kindOf(setting)(
      `convolution ${setting.name}`,
      [floats([2, ...setting.picture, 3]), floats([...setting.kernel, 3, 4])],
      convolve(setting),
      meaningOf(setting, convolve),
    ),
  ),
  ...[1, 2].flatMap((multiplier) =>
    DEPTHWISE.map((setting) =>
      kindOf(setting)(
        `depthwise ${setting.name}, ${multiplier} filters a channel`,
        [floats([2, ...setting.picture, 3]), floats([...setting.kernel, 3, multiplier])],
        depthwise(setting),
        meaningOf(setting, depthwise),
      ),
    ),
  ),
  ...(['same', 'valid'] as const).flatMap((pad) =>
    [1, 2, 3].map((stride) => {
      const size = (length: number) => (pad === 'same' ? length * stride : (length - 1) * stride + 3);
      return differentiable(
        `transposed convolution, stride ${stride}, pad ${pad}`,
        [floats([2, 4, 5, 3]), floats([3, 3, 4, 3])],
        (x, filter) => tf.conv2dTranspose(x as Image, filter as Image, [2, size(4), size(5), 4], stride, pad),
      );
    }),
  ),
  differentiable('one-dimensional convolution', [floats([2, 9, 3]), floats([3, 3, 4])], (x, filter) =>
    tf.conv1d(x as tf.Tensor3D, filter as tf.Tensor3D, 2, 'same'),
  ),
  differentiable(
    'separable convolution',
    [floats([2, 6, 7, 3]), floats([3, 3, 3, 2]), floats([1, 1, 6, 4])],
    (x, depth, point) => tf.separableConv2d(x as Image, depth as Image, point as Image, 1, 'same'),
  ),
  differentiable('one channel in, one out', [floats([1, 5, 6, 1]), floats([3, 3, 1, 1])], (x, filter) =>
    tf.conv2d(x as Image, filter as Image, 1, 'same'),
  ),
  differentiable('of many channels', [floats([2, 4, 4, 40]), floats([5, 5, 40, 24])], (x, filter) =>
    tf.conv2d(x as Image, filter as Image, 2, 'same'),
  ),
  differentiable('of a constant picture', [floats([3, 3, 3, 4])], (filter) =>
    tf.conv2d(tf.ones<tf.Rank.R4>([1, 5, 6, 3]), filter as Image, 1, 'same'),
  ),
  differentiable(
    'chains with bias, relu, residual, upsampling, padding and concatenation',
    [floats([1, 7, 9, 3]), floats([3, 3, 3, 4]), floats([3, 3, 4, 4]), floats([4])],
    (x, first, second, bias) => {
      const a = tf.relu(tf.add(tf.conv2d(x as Image, first as Image, 2, 'same'), bias));
      const b = tf.add(a, tf.conv2d(a as Image, second as Image, 1, 'same'));
      const up = tf.image.resizeNearestNeighbor(b as Image, [8, 10]);
      const padded = tf.pad(x, [
        [0, 0],
        [0, 1],
        [0, 1],
        [0, 0],
      ]);
      return tf.concat([up, tf.slice(padded, [0, 0, 0, 1], [1, 8, 10, 2])], 3);
    },
  ),
];
