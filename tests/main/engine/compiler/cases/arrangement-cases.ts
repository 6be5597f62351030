import * as tf from '@tensorflow/tfjs-core';
import { differentiable, forwardOnly, type ParityCase } from '../../../../helpers/parity-case';
import { flags, floats, integers } from '../../../../helpers/parity-inputs';

type Image = tf.Tensor4D;
const image = floats([2, 3, 4, 5]);
const matrix = floats([3, 4]);

const PERMUTATIONS = [
  [0, 3, 1, 2],
  [3, 2, 0, 1],
  [2, 0, 3, 1],
  [0, 1, 2, 3],
] as const;

export const arrangementCases: readonly ParityCase[] = [
  ...PERMUTATIONS.map((perm) =>
    differentiable(`transpose ${perm.join()}`, [image], (x) => tf.exp(tf.transpose(x, [...perm]))),
  ),
  differentiable('transposes that cancel', [image], (x) =>
    tf.transpose(tf.exp(tf.transpose(x, [0, 3, 1, 2])), [0, 2, 3, 1]),
  ),
  differentiable('transposed, then reshaped', [image], (x) =>
    tf.reshape(tf.transpose(x, [3, 1, 0, 2]), [6, 20]),
  ),
  differentiable('reshape with an open size', [image], (x) => tf.reshape(x, [4, -1])),
  differentiable('reshape to and from scalars', [floats([1, 1])], (x) => tf.exp(tf.reshape(x, []))),
  differentiable('new and dropped axes', [floats([3, 1, 4])], (x) => [
    tf.expandDims(x, 0),
    tf.expandDims(x, -1),
    tf.squeeze(x),
    tf.squeeze(x, [1]),
  ]),
  ...[0, 1, 2, 3].map((axis) =>
    differentiable(`concatenation along axis ${axis}`, [image, image, image], (a, b, c) =>
      tf.concat([tf.exp(a), b, tf.neg(c)], axis),
    ),
  ),
  differentiable(
    'concatenation with a constant, of different sizes',
    [floats([2, 1]), floats([2, 3])],
    (a, b) => tf.concat([a, tf.zeros([2, 2]), b], 1),
  ),
  differentiable('concatenation with nothing', [matrix], (x) =>
    tf.concat([tf.zeros([0, 4]), x, tf.zeros([0, 4])], 0),
  ),
  forwardOnly('concatenation of whole numbers and of flags', [integers([3], 0, 9), flags([3])], (a, b) => [
    tf.concat([a, a]),
    tf.concat([b, b]),
  ]),
  differentiable('stack and unstack', [matrix, matrix], (a, b) => [
    tf.stack([a, b], 1),
    tf.stack([a, b], 0),
    ...tf.unstack(tf.exp(a), 1),
  ]),
  differentiable('split evenly and unevenly', [image], (x) => [
    ...tf.split(tf.exp(x), 2, 2),
    ...tf.split(x, [1, 3, 1], 3),
    ...tf.split(x, [1, -1], 1),
  ]),
  differentiable('slices', [image], (x) => [
    tf.slice(x, [0, 1, 1, 2], [2, 2, 3, 2]),
    tf.slice(x, [1], [1]),
    tf.slice(x, [0, 0, 3, 0], [-1, -1, 1, -1]),
  ]),
  forwardOnly('strided slices', [image], (x) => [
    tf.stridedSlice(x, [0, 0, 0, 1], [2, 3, 4, 5], [1, 2, 3, 2]),
    tf.stridedSlice(x, [1, 2, 3, 4], [0, 0, 0, 0], [-1, -1, -2, -3]),
    tf.stridedSlice(x, [0, 2, 0], [2, 0, 3], [1, -1, 2], 0b010, 0b011),
    tf.stridedSlice(x, [1, 0], [2, 2], [1, 1], 0, 0, 0b10, 0, 0b01),
    tf.stridedSlice(x, [0, 0, 0], [1, 1, 2], [1, 1, 1], 0, 0, 0, 0b010),
    tf.stridedSlice(x, [1, 0, 0, 0], [2, 3, 4, 5], [1, 1, 1, 1]),
    tf.stridedSlice(x, [-1, 2, 0, 0], [0, -1, 1, 1], [-1, 1, 1, 1], 0, 0b0001),
  ]),
  differentiable('zeros and other numbers around', [image], (x) => [
    tf.pad(tf.exp(x), [
      [0, 0],
      [0, 1],
      [2, 1],
      [0, 0],
    ]),
    tf.pad(
      x,
      [
        [1, 0],
        [0, 0],
        [0, 0],
        [0, 2],
      ],
      -1.5,
    ),
  ]),
  differentiable('padding of constants and of vectors', [floats([3])], (x) => [
    tf.pad(x, [[2, 1]]),
    tf.mul(tf.pad(x, [[1, 0]]), tf.pad(tf.ones([3]), [[0, 1]], 2)),
  ]),
  forwardOnly('padding of whole numbers', [integers([3, 2], 0, 9)], (x) =>
    tf.pad(
      x,
      [
        [1, 0],
        [0, 2],
      ],
      7,
    ),
  ),
  ...(['reflect', 'symmetric'] as const).map((mode) =>
    forwardOnly(`mirrored borders, ${mode}`, [image, floats([4])], (x, v) => [
      tf.mirrorPad(
        x,
        [
          [0, 0],
          [2, 1],
          [1, 3],
          [0, 0],
        ],
        mode,
      ),
      tf.mirrorPad(v, [[3, 2]], mode),
      tf.mirrorPad(
        tf.ones([2, 2]),
        [
          [1, 1],
          [0, 1],
        ],
        mode,
      ),
    ]),
  ),
  ...([0, 2, [1, 3], [0, 1, 2, 3]] as const).map((axes) =>
    differentiable(`reversed along ${String(axes)}`, [image], (x) => tf.reverse(tf.exp(x), axes as number)),
  ),
  forwardOnly('reversed vectors', [integers([5], 0, 9)], (x) => tf.reverse(x)),
  differentiable('tiles', [image, floats([3])], (x, v) => [tf.tile(x, [1, 2, 1, 3]), tf.tile(v, [4])]),
  differentiable('broadcast', [floats([3, 1]), floats([])], (x, s) => [
    tf.broadcastTo(x, [2, 3, 4]),
    tf.mul(tf.broadcastTo(s, [2, 2]), 2),
  ]),
  forwardOnly('broadcast of a picture with its own order', [floats([2, 1, 1, 3])], (x) =>
    tf.broadcastTo(tf.exp(x), [2, 4, 5, 3]),
  ),
  forwardOnly('depth to space', [floats([2, 2, 3, 12])], (x) => tf.depthToSpace(x as Image, 2, 'NHWC')),
  differentiable('space to batch and back', [floats([2, 4, 6, 3])], (x) => {
    const cut = tf.spaceToBatchND(
      x,
      [2, 3],
      [
        [0, 0],
        [1, 2],
      ],
    );
    return [
      cut,
      tf.batchToSpaceND(
        tf.square(cut),
        [2, 3],
        [
          [1, 0],
          [0, 2],
        ],
      ),
    ];
  }),
  differentiable('a mesh grid', [floats([3]), floats([2])], (a, b) => tf.meshgrid(a, b)),
];
