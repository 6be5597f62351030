import {
  add,
  conv2d,
  depthwiseConv2d,
  matMul,
  mul,
  relu,
  relu6,
  reshape,
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
  relu6: (y: Tensor): Tensor => relu6(y),
  silu,
} as const;
export type Activation = keyof typeof ACTIVATIONS;

export interface ConvolutionOptions {
  readonly filters: number;
  readonly kernel: number;
  readonly stride?: 1 | 2;
  /** `symmetric` unless weights were trained with TensorFlow's rule. */
  readonly padding?: Padding;
  /** Of a block, `everything` by default. */
  readonly learns?: Learning;
}

/**
 * What a block takes from training: everything; weights, but no statistics (it normalises by the stored ones, as is
 * usual where a few pictures make a batch); or nothing, so that no gradient has to pass it.
 */
export type Learning = 'everything' | 'weights' | 'nothing';

/** A filter a channel. */
export type DepthwiseOptions = Omit<ConvolutionOptions, 'filters'>;

/**
 * Padding that makes a stride-1 convolution keep its size. `symmetric` puts the same rows above as below, so that
 * tiles of any even size see the same alignment; `same` pads stride-2 convolutions below first, as TensorFlow does.
 */
export type Padding = 'symmetric' | 'same';

const paddingOf = (kernel: number, padding: Padding = 'symmetric'): 'same' | number =>
  padding === 'same' ? 'same' : (kernel - 1) / 2;

function filterSpec(name: string, x: Tensor, { filters, kernel }: ConvolutionOptions): ParameterSpec {
  const channels = x.shape[3] ?? 0;
  return {
    name: `${name}/filter`,
    shape: [kernel, kernel, channels, filters],
    role: 'filter',
    initial: { kind: 'he', fanIn: kernel * kernel * channels },
  };
}

/** What does not learn is kept as statistics are: no gradient, no moments of the optimiser. */
const learned = (spec: ParameterSpec, learns: Learning): ParameterSpec =>
  learns === 'nothing' ? { ...spec, role: 'statistic' } : spec;

const learning = (context: ForwardContext, learns: Learning): ForwardContext => ({
  ...context,
  parameter: (spec) => context.parameter(learned(spec, learns)),
});

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

const convolve = (x: Tensor, filter: Tensor, { kernel, stride = 1, padding }: ConvolutionOptions): Tensor => {
  const pad = paddingOf(kernel, padding);
  return conv2d(
    x as Tensor4D,
    filter as Tensor4D,
    stride,
    pad,
    'NHWC',
    1,
    pad === 'same' ? undefined : 'floor',
  );
};

const convolveDepthwise = (
  x: Tensor,
  filter: Tensor,
  { kernel, stride = 1, padding }: DepthwiseOptions,
): Tensor => {
  const pad = paddingOf(kernel, padding);
  const rounding = pad === 'same' ? undefined : 'floor';
  return depthwiseConv2d(x as Tensor4D, filter as Tensor4D, stride, pad, 'NHWC', 1, rounding);
};

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
  const { learns = 'everything' } = options;
  const filter = context.parameter(learned(filterSpec(name, x, options), learns));
  const parameters = normalizationParameters(learning(context, learns), name, options.filters);
  const activate = ACTIVATIONS[options.activation ?? 'relu'];
  if (!context.training || learns !== 'everything') {
    const { factor, shift } = inferenceForm(parameters);
    return activate(add(convolve(x, mul(filter, factor), options), shift));
  }
  return activate(normalizeInTraining(context, name, convolve(x, filter, options), parameters));
}

/** Like {@link convolutionBlock}, with one filter for each channel (Howard 2017, depthwise convolution). */
export function depthwiseBlock(
  context: ForwardContext,
  name: string,
  x: Tensor,
  options: DepthwiseOptions & { readonly activation?: Activation },
): Tensor {
  const channels = x.shape[3] ?? 0;
  const { kernel, learns = 'everything' } = options;
  const spec: ParameterSpec = {
    name: `${name}/filter`,
    shape: [kernel, kernel, channels, 1],
    role: 'filter',
    initial: { kind: 'he', fanIn: kernel * kernel },
  };
  const filter = context.parameter(learned(spec, learns));
  const parameters = normalizationParameters(learning(context, learns), name, channels);
  const activate = ACTIVATIONS[options.activation ?? 'relu'];
  if (!context.training || learns !== 'everything') {
    const { factor, shift } = inferenceForm(parameters);
    const folded = mul(filter, reshape(factor, [channels, 1]));
    return activate(add(convolveDepthwise(x, folded, options), shift));
  }
  return activate(normalizeInTraining(context, name, convolveDepthwise(x, filter, options), parameters));
}
