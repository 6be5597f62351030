import {
  add,
  customGrad,
  mean,
  mul,
  rsqrt,
  square,
  sub,
  sum,
  type GradSaveFunc,
  type Tensor,
} from '@tensorflow/tfjs-core';
import type { ForwardContext } from './forward-context';
import type { ParameterSpec } from './parameter';

/** Added to variances before the root. */
const EPSILON = 1e-3;
/** Share of the old value that a running statistic keeps at each step. */
const STATISTIC_MOMENTUM = 0.98;
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

/** Normalises by the batch's own mean and variance and moves the running ones towards them. */
export function normalizeInTraining(
  context: ForwardContext,
  name: string,
  y: Tensor,
  { scale, offset, runningMean, runningVariance }: NormalizationParameters,
): Tensor {
  const batchMean = mean(y, IMAGE_AXES);
  const batchVariance = mean(square(sub(y, mean(y, IMAGE_AXES, true))), IMAGE_AXES);
  const blend = (old: Tensor, now: Tensor) =>
    add(mul(old, STATISTIC_MOMENTUM), mul(now, 1 - STATISTIC_MOMENTUM));
  context.updateStatistic(`${name}/mean`, blend(runningMean, batchMean));
  context.updateStatistic(`${name}/variance`, blend(runningVariance, batchVariance));
  return normalizeBatch(y, scale, offset);
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
