import { add, mul, sub, type Scalar, type Tensor } from '@tensorflow/tfjs-core';
import { clipByGlobalNorm } from '../ml/training/clip-by-global-norm';
import { createOptimizer } from '../ml/training/create-optimizer';
import { updateSettings, type UpdateChoice } from './update-settings';

/** The slot that holds the moving average of the weights. */
export const AVERAGE_SLOT = 'average';
const AVERAGE_RATE = 'averageShare';
/** Share of the moving average that a new value replaces, in the long run. */
const AVERAGE_SHARE = 0.002;

/** Name of the rate at which running statistics follow those of the batches. */
export const STATISTIC_RATE = 'statisticShare';
/** Share of a running statistic that a batch's own replaces, in the long run. */
const STATISTIC_SHARE = 0.02;

/** Arrays by slot, `value` among them. */
export type Slots = Readonly<Record<string, Tensor>>;

/** How a training step updates its weights: clipping, the optimiser and the moving average in one. */
export interface WeightUpdate {
  /** The arrays that are kept for each trained element, `value` first. */
  readonly slots: readonly string[];
  /** Names of the numbers that change from step to step. */
  readonly rates: readonly string[];
  /** @param step counted from 1. */
  readonly ratesAt: (step: number, learningRate: number) => Readonly<Record<string, number>>;
  readonly clip: (gradients: readonly Tensor[]) => readonly Tensor[];
  readonly update: (
    slots: Slots,
    gradient: Tensor,
    rates: Readonly<Record<string, Scalar>>,
    decays: boolean,
  ) => Slots;
}

export function weightUpdate(choice: UpdateChoice): WeightUpdate {
  const { optimizer: named, normLimit, averaging } = updateSettings(choice);
  const optimizer = createOptimizer(named);
  // Early averages follow the values closely: they would otherwise drag the random start along.
  const averageAt = (step: number) => ({ [AVERAGE_RATE]: Math.max(AVERAGE_SHARE, 10 / (step + 10)) });
  // The first batch replaces the starting values whole, which tell nothing. Later ones a growing window of steps:
  // statistics that lag behind fast early weights make a network that has learned blind at inference.
  const statisticAt = (step: number) => ({ [STATISTIC_RATE]: Math.max(STATISTIC_SHARE, 10 / (step + 9)) });
  return {
    slots: ['value', ...optimizer.slots, ...(averaging ? [AVERAGE_SLOT] : [])],
    rates: [...optimizer.rates, STATISTIC_RATE, ...(averaging ? [AVERAGE_RATE] : [])],
    ratesAt: (step, learningRate) => ({
      ...optimizer.ratesAt(step, learningRate),
      ...statisticAt(step),
      ...(averaging ? averageAt(step) : {}),
    }),
    clip: (gradients) => (normLimit === null ? gradients : clipByGlobalNorm(gradients, normLimit)),
    update: ({ value, [AVERAGE_SLOT]: average, ...slots }, gradient, rates, decays) => {
      const next = optimizer.update({ value: value as Tensor, slots }, gradient, rates, decays);
      const moved = average && add(average, mul(sub(next.value, average), rates[AVERAGE_RATE] as Scalar));
      return { value: next.value, ...next.slots, ...(moved ? { [AVERAGE_SLOT]: moved } : {}) };
    },
  };
}
