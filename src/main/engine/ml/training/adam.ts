import { add, div, mul, sqrt, square, sub, type Scalar, type Tensor } from '@tensorflow/tfjs-core';
import type { Optimizer } from './optimizer';
import { decayed, decayRate } from './weight-decay';

export interface AdamSettings {
  readonly firstDecay: number;
  readonly secondDecay: number;
  readonly epsilon: number;
  readonly weightDecay: number;
}

export const ADAM_SETTINGS: AdamSettings = {
  firstDecay: 0.9,
  secondDecay: 0.999,
  epsilon: 1e-8,
  weightDecay: 1e-4,
};

/**
 * Adam (Kingma & Ba 2015) with decoupled weight decay. As in their section 2 the bias corrections are
 * part of the step size, so epsilon is added to the uncorrected root.
 */
export function adam(settings: AdamSettings = ADAM_SETTINGS): Optimizer {
  const { firstDecay, secondDecay, epsilon, weightDecay } = settings;
  return {
    slots: ['firstMoment', 'secondMoment'],
    rates: ['stepSize', 'decayFactor'],
    ratesAt: (step, learningRate) => {
      const correction = Math.sqrt(1 - secondDecay ** step) / (1 - firstDecay ** step);
      return { stepSize: learningRate * correction, decayFactor: decayRate(learningRate, weightDecay) };
    },
    update: ({ value, slots }, gradient, rates, decays) => {
      const firstMoment = add(mul(slots['firstMoment'] as Tensor, firstDecay), mul(gradient, 1 - firstDecay));
      const secondMoment = add(
        mul(slots['secondMoment'] as Tensor, secondDecay),
        mul(square(gradient), 1 - secondDecay),
      );
      const move = div(mul(firstMoment, rates['stepSize'] as Scalar), add(sqrt(secondMoment), epsilon));
      const start = decayed(value, rates['decayFactor'], decays);
      return { value: sub(start, move), slots: { firstMoment, secondMoment } };
    },
  };
}
