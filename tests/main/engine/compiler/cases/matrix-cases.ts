import * as tf from '@tensorflow/tfjs-core';
import { differentiable, forwardOnly, type ParityCase } from '../../../../helpers/parity-case';
import { floats } from '../../../../helpers/parity-inputs';

type Image = tf.Tensor4D;
const image = floats([2, 5, 6, 3]);

const EQUATIONS: Readonly<Record<string, readonly (readonly number[])[]>> = {
  'ij,jk->ik': [
    [3, 4],
    [4, 5],
  ],
  'bij,bjk->bik': [
    [2, 3, 4],
    [2, 4, 5],
  ],
  'ij->ji': [[3, 4]],
  'ij->i': [[3, 4]],
  'ij,ij->': [
    [3, 4],
    [3, 4],
  ],
  'i,j->ij': [[3], [4]],
  'bhwc,cd->bhwd': [
    [2, 3, 4, 5],
    [5, 2],
  ],
};

const ACTIVATIONS = ['linear', 'relu', 'relu6', 'elu', 'sigmoid', 'leakyrelu', 'prelu'] as const;

/** Gradients of fused kernels exist for these activations only. */
const WITH_GRADIENTS: readonly string[] = ['linear', 'relu'];

/** What a fused kernel applies after its bias. */
const activationOf = (activation: (typeof ACTIVATIONS)[number], slope: tf.Tensor) => ({
  activation,
  leakyreluAlpha: 0.3,
  ...(activation === 'prelu' ? { preluActivationWeights: slope } : {}),
});

export const matrixCases: readonly ParityCase[] = [
  ...[false, true].flatMap((left) =>
    [false, true].map((right) =>
      differentiable(
        `matrix product, transposed ${left} and ${right}`,
        [floats(left ? [3, 4] : [4, 3]), floats(right ? [5, 3] : [3, 5])],
        (a, b) => tf.matMul(a, b, left, right),
      ),
    ),
  ),
  ...[false, true].flatMap((left) =>
    [false, true].map((right) =>
      differentiable(
        `batched matrix product, transposed ${left} and ${right}`,
        [floats(left ? [2, 3, 4] : [2, 4, 3]), floats(right ? [2, 5, 3] : [2, 3, 5])],
        (a, b) => tf.matMul(a, b, left, right),
      ),
    ),
  ),
  forwardOnly('matrix product with one shared matrix', [floats([2, 4, 3]), floats([1, 3, 5])], (a, b) =>
    tf.matMul(a, b),
  ),
  differentiable('matrix product of rows and columns', [floats([1, 3]), floats([3, 1])], (a, b) =>
    tf.matMul(a, b),
  ),
  differentiable('products of vectors', [floats([4]), floats([4])], (a, b) => [
    tf.dot(a, b),
    tf.outerProduct(a as tf.Tensor1D, b as tf.Tensor1D),
  ]),
  differentiable('matrix product of a transposed picture', [image, floats([3, 4])], (x, m) =>
    tf.matMul(tf.reshape(tf.transpose(tf.exp(x), [0, 2, 1, 3]), [60, 3]), m),
  ),
  ...Object.entries(EQUATIONS).map(([equation, shapes]) =>
    forwardOnly(
      `einsum ${equation}`,
      shapes.map((shape) => floats(shape)),
      (a, b) => tf.einsum(equation, ...[a, b].slice(0, shapes.length)),
    ),
  ),
  ...ACTIVATIONS.map((activation) =>
    (WITH_GRADIENTS.includes(activation) ? differentiable : forwardOnly)(
      `fused convolution and matrix product with ${activation}`,
      [
        ...[image, floats([3, 3, 3, 4]), floats([4]), floats([5, 6]), floats([4, 6])],
        ...(activation === 'prelu' ? [floats([4], 0, 0.5)] : []),
      ],
      (x, filter, bias, a, b, slope) => [
        tf.fused.conv2d({
          x: x as Image,
          filter: filter as Image,
          strides: 2,
          pad: 'same',
          bias,
          ...activationOf(activation, slope),
        }),
        tf.fused.matMul({ a, b, transposeB: true, bias, ...activationOf(activation, slope) }),
      ],
    ),
  ),
  ...ACTIVATIONS.map((activation) =>
    forwardOnly(
      `fused depthwise convolution with ${activation}`,
      [image, floats([3, 3, 3, 1]), floats([3]), floats([3], 0, 0.5)],
      (x, filter, bias, slope) =>
        tf.fused.depthwiseConv2d({
          x: x as Image,
          filter: filter as Image,
          strides: 1,
          pad: 'same',
          bias,
          ...activationOf(activation, slope),
        }),
    ),
  ),
  differentiable(
    'batch normalisation with given statistics',
    [image, floats([3]), floats([3]), floats([3]), floats([3])],
    (x, mean, variance, scale, offset) =>
      tf.batchNorm(
        x,
        mean as tf.Tensor1D,
        tf.exp(variance) as tf.Tensor1D,
        offset as tf.Tensor1D,
        scale as tf.Tensor1D,
        1e-3,
      ),
  ),
  // tfjs-cpu fails in the gradient where there is no scale.
  forwardOnly(
    'batch normalisation without scale and offset',
    [image, floats([3]), floats([3], 0.5, 1)],
    (x, mean, variance) => tf.batchNorm(x, mean as tf.Tensor1D, variance as tf.Tensor1D),
  ),
  forwardOnly(
    'batch normalisation by pixel',
    [image, floats([2, 5, 6, 3]), floats([2, 5, 6, 3], 0.5, 1)],
    (x, mean, variance) => tf.batchNorm(x as Image, mean as Image, variance as Image),
  ),
  forwardOnly(
    'batch normalisation of rows',
    [floats([6, 3]), floats([3]), floats([3], 0.5, 1)],
    (x, mean, variance) => tf.batchNorm(x as tf.Tensor2D, mean as tf.Tensor1D, variance as tf.Tensor1D),
  ),
];
