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
const learning = (context: ForwardContext, learns: Learning): ForwardContext =>
  learns === 'nothing'
    ? { ...context, parameter: (spec) => context.parameter({ ...spec, role: 'statistic' }) }
    : context;

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

const convolve = (
  x: Tensor,
  filter: Tensor,
  { kernel, stride = 1, padding = 'symmetric' }: DepthwiseOptions,
  operation: typeof conv2d | typeof depthwiseConv2d = conv2d,
): Tensor => {
  const [pad, rounding] =
    padding === 'same' ? (['same', undefined] as const) : ([(kernel - 1) / 2, 'floor'] as const);
  return operation(x as Tensor4D, filter as Tensor4D, stride, pad, 'NHWC', 1, rounding);
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
  const channels = options.filters;
  return block(context, name, filterSpec(name, x, options), { ...options, channels }, (filter, factor) =>
    convolve(x, factor ? mul(filter, factor) : filter, options),
  );
}

/** Like {@link convolutionBlock}, with one filter for each channel (Howard 2017, depthwise convolution). */
export function depthwiseBlock(
  context: ForwardContext,
  name: string,
  x: Tensor,
  options: DepthwiseOptions & { readonly activation?: Activation },
): Tensor {
  const channels = x.shape[3] ?? 0;
  const { kernel } = options;
  const spec: ParameterSpec = {
    name: `${name}/filter`,
    shape: [kernel, kernel, channels, 1],
    role: 'filter',
    initial: { kind: 'he', fanIn: kernel * kernel },
  };
  return block(context, name, spec, { ...options, channels }, (filter, factor) =>
    convolve(x, factor ? mul(filter, reshape(factor, [channels, 1])) : filter, options, depthwiseConv2d),
  );
}

interface BlockOptions {
  /** Of the result. */
  readonly channels: number;
  readonly learns?: Learning;
  readonly activation?: Activation;
}

/**
 * A filter, a normalisation and an activation.
 * @param filtered the input filtered; with the factors of the result's channels worked into the filter, if given.
 */
function block(
  context: ForwardContext,
  name: string,
  spec: ParameterSpec,
  { channels, learns = 'everything', activation = 'relu' }: BlockOptions,
  filtered: (filter: Tensor, factor: Tensor | null) => Tensor,
): Tensor {
  const own = learning(context, learns);
  const filter = own.parameter(spec);
  const parameters = normalizationParameters(own, name, channels);
  const activate = ACTIVATIONS[activation];
  if (!context.training || context.keepsStatistics === true || learns !== 'everything') {
    const { factor, shift } = inferenceForm(parameters);
    return activate(add(filtered(filter, factor), shift));
  }
  return activate(normalizeInTraining(context, name, filtered(filter, null), parameters));
}
