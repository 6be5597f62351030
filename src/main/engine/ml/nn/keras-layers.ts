import {
  add,
  conv2d,
  depthwiseConv2d,
  matMul,
  mul,
  reshape,
  rsqrt,
  sub,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import type { ForwardContext } from './forward-context';
import type { ParameterSpec } from './parameter';

/** Rows and columns of zeros round a picture. */
export interface ZeroPadding {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** As Keras pads: not at all, so that the size stays (TensorFlow's rule), or by given rows and columns. */
export type Padding = 'valid' | 'same' | ZeroPadding;

export interface KerasConvolutionOptions {
  readonly filters: number;
  readonly kernel: number;
  readonly stride?: 1 | 2;
  readonly padding?: Padding;
  readonly bias?: boolean;
}

export interface KerasDepthwiseOptions {
  readonly kernel: number;
  readonly stride: 1 | 2;
  readonly padding: Padding;
}

/** A batch normalisation that follows a convolution, by its layer's name. */
export interface KerasNormalization {
  readonly name: string;
  /** Added to variances before the root; each architecture has its own. */
  readonly epsilon: number;
}

export const evenPadding = (size: number): ZeroPadding => ({
  top: size,
  bottom: size,
  left: size,
  right: size,
});

/** The same zeros, in the form that TensorFlow.js takes. */
const tensorflowPadding = (padding: Padding) =>
  typeof padding === 'string'
    ? padding
    : ([
        [0, 0],
        [padding.top, padding.bottom],
        [padding.left, padding.right],
        [0, 0],
      ] as [[number, number], [number, number], [number, number], [number, number]]);

function kernelOf(context: ForwardContext, layer: string, shape: readonly number[]): Tensor {
  const depthwise = shape.length === 4 && shape[3] === 1;
  const fanIn = shape.slice(0, depthwise ? 2 : -1).reduce((product, size) => product * size, 1);
  return context.parameter({
    name: `${layer}/kernel`,
    shape,
    role: 'filter',
    initial: { kind: 'he', fanIn },
  });
}

function vectorOf(
  context: ForwardContext,
  layer: string,
  weight: string,
  size: number,
  value: number,
  role: ParameterSpec['role'] = 'vector',
): Tensor {
  return context.parameter({
    name: `${layer}/${weight}`,
    shape: [size],
    role,
    initial: { kind: 'fill', value },
  });
}

/**
 * A Keras batch normalisation as one factor and one shift a channel, by its stored statistics: frozen layers
 * normalise so in training too (Keras, `trainable = False`).
 */
function frozenNormalization(context: ForwardContext, { name, epsilon }: KerasNormalization, size: number) {
  const gamma = vectorOf(context, name, 'gamma', size, 1);
  const beta = vectorOf(context, name, 'beta', size, 0);
  const mean = vectorOf(context, name, 'moving_mean', size, 0, 'statistic');
  const variance = vectorOf(context, name, 'moving_variance', size, 1, 'statistic');
  const factor = mul(gamma, rsqrt(add(variance, epsilon)));
  return { factor, shift: sub(beta, mul(mean, factor)) };
}

/**
 * `Conv2D` of Keras on [N, H, W, C], and the batch normalisation behind it where there is one, folded into
 * the filter. Weights bear Keras's names: `layer/kernel`, `layer/bias`, `layer/gamma` and so on.
 */
export function kerasConvolution(
  context: ForwardContext,
  layer: string,
  x: Tensor,
  options: KerasConvolutionOptions,
  normalization?: KerasNormalization,
): Tensor {
  const { filters, kernel, stride = 1, padding = 'valid', bias = true } = options;
  const filter = kernelOf(context, layer, [kernel, kernel, x.shape[3] ?? 0, filters]);
  const offset = bias ? vectorOf(context, layer, 'bias', filters, 0) : null;
  const convolve = (weights: Tensor): Tensor =>
    conv2d(x as Tensor4D, weights as Tensor4D, stride, tensorflowPadding(padding));
  if (!normalization) return offset ? add(convolve(filter), offset) : convolve(filter);
  const { factor, shift } = frozenNormalization(context, normalization, filters);
  return add(convolve(mul(filter, factor)), offset ? add(mul(offset, factor), shift) : shift);
}

/** `DepthwiseConv2D` of Keras without a bias, one filter a channel, with the batch normalisation behind it. */
export function kerasDepthwise(
  context: ForwardContext,
  layer: string,
  x: Tensor,
  { kernel, stride, padding }: KerasDepthwiseOptions,
  normalization: KerasNormalization,
): Tensor {
  const channels = x.shape[3] ?? 0;
  const filter = kernelOf(context, layer, [kernel, kernel, channels, 1]);
  const { factor, shift } = frozenNormalization(context, normalization, channels);
  const folded = mul(filter, reshape(factor, [channels, 1]));
  return add(depthwiseConv2d(x as Tensor4D, folded as Tensor4D, stride, tensorflowPadding(padding)), shift);
}

/** `Dense` of Keras on [N, C]. */
export function kerasDense(context: ForwardContext, layer: string, x: Tensor, units: number): Tensor {
  const weights = kernelOf(context, layer, [x.shape[1] ?? 0, units]);
  return add(matMul(x as Tensor2D, weights as Tensor2D), vectorOf(context, layer, 'bias', units, 0));
}
