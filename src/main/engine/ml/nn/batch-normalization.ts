import {
  add,
  batchNorm,
  customGrad,
  mean,
  mul,
  onesLike,
  rsqrt,
  square,
  sub,
  sum,
  zerosLike,
  type GradSaveFunc,
  type Tensor,
  type Tensor1D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import type { ForwardContext } from './forward-context';
import type { ParameterSpec } from './parameter';

/** Added to variances before the root. */
const EPSILON = 1e-3;
const IMAGE_AXES = [0, 1, 2];

/** What one normalisation owns: [C] each. */
export interface NormalizationParameters {
  readonly scale: Tensor;
  readonly offset: Tensor;
  readonly runningMean: Tensor;
  readonly runningVariance: Tensor;
}

const vectorSpec = (
  name: string,
  size: number,
  value: number,
  role: ParameterSpec['role'] = 'vector',
): ParameterSpec => ({ name, shape: [size], role, initial: { kind: 'fill', value } });

export const normalizationParameters = (
  context: ForwardContext,
  name: string,
  channels: number,
): NormalizationParameters => ({
  scale: context.parameter(vectorSpec(`${name}/scale`, channels, 1)),
  offset: context.parameter(vectorSpec(`${name}/offset`, channels, 0)),
  runningMean: context.parameter(vectorSpec(`${name}/mean`, channels, 0, 'statistic')),
  runningVariance: context.parameter(vectorSpec(`${name}/variance`, channels, 1, 'statistic')),
});

/** At inference a normalisation is one factor and one shift a channel. */
export function inferenceForm({ scale, offset, runningMean, runningVariance }: NormalizationParameters) {
  const factor = mul(scale, rsqrt(add(runningVariance, EPSILON)));
  return { factor, shift: sub(offset, mul(runningMean, factor)) };
}

/** Batch normalisation (Ioffe & Szegedy 2015) of [N, H, W, C] as a layer of its own. */
export function batchNormalization(context: ForwardContext, name: string, x: Tensor): Tensor {
  const parameters = normalizationParameters(context, name, x.shape[3] ?? 0);
  if (context.training) return normalizeInTraining(context, name, x, parameters);
  const { factor, shift } = inferenceForm(parameters);
  return add(mul(x, factor), shift);
}

/** Normalises by the batch's own mean and variance and hands them on, for the running ones to follow. */
export function normalizeInTraining(
  context: ForwardContext,
  name: string,
  y: Tensor,
  { scale, offset }: NormalizationParameters,
): Tensor {
  const batchMean = mean(y, IMAGE_AXES);
  const batchVariance = mean(square(sub(y, mean(y, IMAGE_AXES, true))), IMAGE_AXES);
  context.updateStatistic(`${name}/mean`, batchMean);
  context.updateStatistic(`${name}/variance`, batchVariance);
  return normalizeBatch(y, scale, offset);
}

/**
 * Batch normalisation with its gradient written out: automatic differentiation of the same arithmetic takes
 * twice the passes over the image. Each line of it is one pass.
 */
function normalizeBatch(y: Tensor, scale: Tensor, offset: Tensor): Tensor {
  const normalize = customGrad((...args) => {
    const [x, gamma, beta, save] = args as unknown as [Tensor4D, Tensor1D, Tensor1D, GradSaveFunc];
    const centred = sub<Tensor4D>(x, mean(x, IMAGE_AXES, true));
    const variance = mean<Tensor1D>(square(centred), IMAGE_AXES);
    save([centred, variance, gamma]);
    const gradFunc = (dy: Tensor, saved: Tensor[]): Tensor[] => {
      const [centredSaved, varianceSaved, gammaSaved] = saved as [Tensor4D, Tensor1D, Tensor1D];
      const count = (dy.shape[0] ?? 1) * (dy.shape[1] ?? 1) * (dy.shape[2] ?? 1);
      const inverse = rsqrt(add(varianceSaved, EPSILON));
      const offsetGradient = sum(dy, IMAGE_AXES);
      const scaleGradient = mul(sum(mul(dy, centredSaved), IMAGE_AXES), inverse);
      // What the mean and the variance take away: a factor of the centred image and a shift.
      const factor = mul<Tensor1D>(mul(scaleGradient, inverse), 1 / count);
      const taken = affine(centredSaved, factor, mul<Tensor1D>(offsetGradient, 1 / count));
      return [mul(sub(dy, taken), mul(inverse, gammaSaved)), scaleGradient, offsetGradient];
    };
    const zero = zerosLike(variance);
    return { value: batchNorm(centred, zero, variance, beta, gamma, EPSILON), gradFunc };
  });
  return normalize(y, scale, offset);
}

/** Factor and shift by channel; as a normalisation with mean 0 and variance 1, which is one pass. */
const affine = (x: Tensor4D, factor: Tensor1D, shift: Tensor1D): Tensor =>
  batchNorm(x, zerosLike(factor), onesLike(factor), shift, factor, 0);
