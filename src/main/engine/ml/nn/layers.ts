import {
  add,
  conv2d,
  matMul,
  mul,
  relu,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { inferenceForm, normalizationParameters, normalizeInTraining } from './batch-normalization';
import type { ForwardContext } from './forward-context';
import type { ParameterSpec } from './parameter';
import { silu } from './silu';

const ACTIVATIONS = {
  linear: (y: Tensor): Tensor => y,
  relu: (y: Tensor): Tensor => relu(y),
  silu,
} as const;
export type Activation = keyof typeof ACTIVATIONS;

export interface ConvolutionOptions {
  readonly filters: number;
  readonly kernel: number;
  readonly stride?: 1 | 2;
}

/**
 * Padding that makes a stride-1 convolution keep its size and puts the same rows above as below, so that
 * tiles of any even size see the same alignment ('same' pads stride-2 convolutions below only).
 */
const symmetricPad = (kernel: number): number => (kernel - 1) / 2;

function filterSpec(name: string, x: Tensor, { filters, kernel }: ConvolutionOptions): ParameterSpec {
  const channels = x.shape[3] ?? 0;
  return {
    name: `${name}/filter`,
    shape: [kernel, kernel, channels, filters],
    role: 'filter',
    initial: { kind: 'he', fanIn: kernel * kernel * channels },
  };
}

/** Convolution of [N, H, W, C] with a bias. `bias` gives its starting values. */
export function convolution(
  context: ForwardContext,
  name: string,
  x: Tensor,
  options: ConvolutionOptions,
  bias: readonly number[] = new Array<number>(options.filters).fill(0),
  deviation = 0.01,
): Tensor {
  const spec = filterSpec(name, x, options);
  const filter = context.parameter({ ...spec, initial: { kind: 'normal', deviation } });
  const offset = context.parameter({
    name: `${name}/bias`,
    shape: [options.filters],
    role: 'vector',
    initial: { kind: 'list', values: bias },
  });
  return add(convolve(x, filter, options), offset);
}

const convolve = (x: Tensor, filter: Tensor, { kernel, stride = 1 }: ConvolutionOptions): Tensor =>
  conv2d(x as Tensor4D, filter as Tensor4D, stride, symmetricPad(kernel), 'NHWC', 1, 'floor');

/** A fully connected layer on [N, C]; starting values as for rectified layers. */
export function dense(context: ForwardContext, name: string, x: Tensor, units: number): Tensor {
  const inputs = x.shape[1] ?? 0;
  const weights = context.parameter({
    name: `${name}/weights`,
    shape: [inputs, units],
    role: 'filter',
    initial: { kind: 'he', fanIn: inputs },
  });
  const bias = context.parameter({
    name: `${name}/bias`,
    shape: [units],
    role: 'vector',
    initial: { kind: 'fill', value: 0 },
  });
  return add(matMul(x as Tensor2D, weights as Tensor2D), bias);
}

/**
 * Convolution, batch normalisation (Ioffe & Szegedy 2015) and an activation, rectification by default. At inference
 * the normalisation is folded into the filter, which leaves one convolution.
 */
export function convolutionBlock(
  context: ForwardContext,
  name: string,
  x: Tensor,
  options: ConvolutionOptions & { readonly activation?: Activation },
): Tensor {
  const filter = context.parameter(filterSpec(name, x, options));
  const parameters = normalizationParameters(context, name, options.filters);
  const activate = ACTIVATIONS[options.activation ?? 'relu'];
  if (!context.training) {
    const { factor, shift } = inferenceForm(parameters);
    return activate(add(convolve(x, mul(filter, factor), options), shift));
  }
  return activate(normalizeInTraining(context, name, convolve(x, filter, options), parameters));
}
