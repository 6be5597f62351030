import {
  add,
  conv2d,
  customGrad,
  mean,
  mul,
  relu,
  rsqrt,
  sigmoid,
  square,
  sub,
  sum,
  type GradSaveFunc,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import type { ForwardContext } from './forward-context';
import type { ParameterSpec } from './parameter';

/** Added to variances before the root. */
const EPSILON = 1e-3;
/** Share of the old value that a running statistic keeps at each step. */
const STATISTIC_MOMENTUM = 0.98;
const IMAGE_AXES = [0, 1, 2];

const ACTIVATIONS = {
  linear: (y: Tensor): Tensor => y,
  relu: (y: Tensor): Tensor => relu(y),
  silu: (y: Tensor): Tensor => mul(y, sigmoid(y)),
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

const vectorSpec = (
  name: string,
  size: number,
  value: number,
  role: ParameterSpec['role'] = 'vector',
): ParameterSpec => ({ name, shape: [size], role, initial: { kind: 'fill', value } });

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
  const scale = context.parameter(vectorSpec(`${name}/scale`, options.filters, 1));
  const offset = context.parameter(vectorSpec(`${name}/offset`, options.filters, 0));
  const runningMean = context.parameter(vectorSpec(`${name}/mean`, options.filters, 0, 'statistic'));
  const runningVariance = context.parameter(vectorSpec(`${name}/variance`, options.filters, 1, 'statistic'));
  const activate = ACTIVATIONS[options.activation ?? 'relu'];
  if (!context.training) {
    const factor = mul(scale, rsqrt(add(runningVariance, EPSILON)));
    const shift = sub(offset, mul(runningMean, factor));
    return activate(add(convolve(x, mul(filter, factor), options), shift));
  }
  const y = convolve(x, filter, options);
  const batchMean = mean(y, IMAGE_AXES);
  const batchVariance = mean(square(sub(y, mean(y, IMAGE_AXES, true))), IMAGE_AXES);
  const blend = (old: Tensor, now: Tensor) =>
    add(mul(old, STATISTIC_MOMENTUM), mul(now, 1 - STATISTIC_MOMENTUM));
  context.updateStatistic(`${name}/mean`, blend(runningMean, batchMean));
  context.updateStatistic(`${name}/variance`, blend(runningVariance, batchVariance));
  return activate(normalizeBatch(y, scale, offset));
}

/**
 * Batch normalisation with its gradient written out: two sums and one pass over the image, where automatic
 * differentiation of the same arithmetic takes a dozen passes.
 */
function normalizeBatch(y: Tensor, scale: Tensor, offset: Tensor): Tensor {
  const normalize = customGrad((...args) => {
    const [x, gamma, beta, save] = args as unknown as [Tensor, Tensor, Tensor, GradSaveFunc];
    const centred = sub(x, mean(x, IMAGE_AXES, true));
    const inverse = rsqrt(add(mean(square(centred), IMAGE_AXES, true), EPSILON));
    const unit = mul(centred, inverse);
    save([unit, inverse, gamma]);
    const gradFunc = (dy: Tensor, saved: Tensor[]): Tensor[] => {
      const [unitSaved, inverseSaved, gammaSaved] = saved as [Tensor, Tensor, Tensor];
      const count = (dy.shape[0] ?? 1) * (dy.shape[1] ?? 1) * (dy.shape[2] ?? 1);
      const offsetGradient = sum(dy, IMAGE_AXES);
      const scaleGradient = sum(mul(dy, unitSaved), IMAGE_AXES);
      const centredGradient = sub(
        sub(dy, mul(offsetGradient, 1 / count)),
        mul(unitSaved, mul(scaleGradient, 1 / count)),
      );
      return [mul(centredGradient, mul(inverseSaved, gammaSaved)), scaleGradient, offsetGradient];
    };
    return { value: add(mul(unit, gamma), beta), gradFunc: gradFunc };
  });
  return normalize(y, scale, offset);
}
