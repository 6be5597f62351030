import { adamRates } from '../ml/training/adam';

/** Scalars that change from step to step. */
export const RATE_INPUTS = ['stepSize', 'decayFactor', 'averageShare'] as const;
export type Rate = (typeof RATE_INPUTS)[number];

/** Share of the moving average that a new value replaces, in the long run. */
const AVERAGE_SHARE = 0.002;

/** @param step counted from 1. */
export function stepRates(step: number, learningRate: number): Readonly<Record<Rate, number>> {
  const { stepSize, decayFactor } = adamRates(step, learningRate);
  // Early averages follow the values closely: they would otherwise drag the random start along.
  return { stepSize, decayFactor, averageShare: Math.max(AVERAGE_SHARE, 10 / (step + 10)) };
}
