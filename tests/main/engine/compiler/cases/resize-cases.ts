import * as tf from '@tensorflow/tfjs-core';
import { differentiable, forwardOnly, type ParityCase } from '../../../../helpers/parity-case';
import { floats, given, integers } from '../../../../helpers/parity-inputs';

type Image = tf.Tensor4D;

const RULES = [
  { name: 'corners at zero', alignCorners: false, halfPixel: false },
  { name: 'aligned corners', alignCorners: true, halfPixel: false },
  { name: 'half-pixel centres', alignCorners: false, halfPixel: true },
] as const;
const SIZES: readonly (readonly [number, number])[] = [
  [14, 18],
  [11, 5],
  [3, 20],
  [7, 9],
  [1, 1],
  [21, 9],
];
type Rule = (typeof RULES)[number];

const nearest = (x: tf.Tensor, size: readonly [number, number], { alignCorners, halfPixel }: Rule) =>
  tf.image.resizeNearestNeighbor(x as Image, [...size], alignCorners, halfPixel);
const bilinear = (x: tf.Tensor, size: readonly [number, number], { alignCorners, halfPixel }: Rule) =>
  tf.image.resizeBilinear(x as Image, [...size], alignCorners, halfPixel);

type Resize = typeof nearest;

/**
 * The same resize as two matrix products, with matrices that the resize itself makes of unit rows: tfjs-cpu
 * mixes up height and width in the bilinear gradient, and pictures of a batch in the nearest one.
 */
function asMatrices(resize: Resize, x: tf.Tensor, size: readonly [number, number], rule: Rule): tf.Tensor {
  const matrix = (from: number, to: number) =>
    tf.reshape(resize(tf.reshape(tf.eye(from), [1, from, 1, from]), [to, 1], rule), [to, from]);
  const [, height = 1, width = 1] = x.shape;
  const columns = tf.matMul(tf.transpose(x, [0, 3, 1, 2]), matrix(width, size[1]), false, true);
  const rows = matrix(height, size[0]);
  const batched = tf.tile(tf.reshape(rows, [1, 1, ...rows.shape]), [x.shape[0] ?? 1, x.shape[3] ?? 1, 1, 1]);
  return tf.transpose(tf.matMul(batched, columns), [0, 2, 3, 1]);
}

const both = (name: string, resize: Resize): readonly ParityCase[] =>
  RULES.flatMap((rule) =>
    SIZES.flatMap((size) => [
      forwardOnly(`${name} to ${size.join(' × ')}, ${rule.name}`, [floats([2, 7, 9, 3])], (x) =>
        resize(x, size, rule),
      ),
      differentiable(
        `gradient of ${name} to ${size.join(' × ')}, ${rule.name}`,
        [floats([2, 7, 9, 3])],
        (x) => resize(x, size, rule),
        { reference: (x) => asMatrices(resize, x, size, rule) },
      ),
    ]),
  );

/** The whole picture, a part, one turned round and one that reaches outside; no sample halfway by rounding. */
const boxes = given(
  [4, 4],
  [
    [0, 0, 1, 1],
    [0.13, 0.22, 0.71, 0.64],
    [0.83, 0.91, 0.32, 0.14],
    [-0.3, 0.4, 0.53, 1.4],
  ].flat(),
);
const pictures = given([4], [0, 1, 1, 0], 'int32');

export const resizeCases: readonly ParityCase[] = [
  ...both('nearest resize', nearest),
  ...both('bilinear resize', bilinear),
  forwardOnly('nearest resize of whole numbers', [integers([1, 3, 4, 2], 0, 255)], (x) => [
    // tfjs-cpu keeps the type and the values.
    tf.cast(tf.image.resizeNearestNeighbor(x as Image, [6, 8]), 'float32'),
    tf.cast(tf.image.resizeNearestNeighbor(x as Image, [5, 3]), 'float32'),
  ]),
  differentiable('picture after picture, enlarged and reduced', [floats([1, 4, 4, 2])], (x) =>
    tf.image.resizeBilinear(tf.image.resizeNearestNeighbor(tf.exp(x) as Image, [8, 8]), [4, 4]),
  ),
  ...(['bilinear', 'nearest'] as const).flatMap((method) =>
    (
      [
        [3, 4],
        [1, 1],
        [5, 1],
      ] as const
    ).map((size) =>
      forwardOnly(
        `crops of ${size.join(' × ')}, ${method}`,
        [floats([2, 6, 5, 3]), boxes, pictures],
        (x, b, p) =>
          tf.image.cropAndResize(x as Image, b as tf.Tensor2D, p as tf.Tensor1D, [...size], method, 0.25),
      ),
    ),
  ),
  forwardOnly('mirrored left to right', [floats([2, 3, 4, 2])], (x) => tf.image.flipLeftRight(x as Image)),
  forwardOnly('grey to colour', [floats([2, 3, 4, 1])], (x) => tf.image.grayscaleToRGB(x as Image)),
];
