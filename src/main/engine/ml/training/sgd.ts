import { add, mul, sub, type Scalar, type Tensor } from '@tensorflow/tfjs-core';
import type { Optimizer } from './optimizer';
import { decayed, decayRate } from './weight-decay';

export interface SgdSettings {
  /** Share of the last velocity that is kept, 0–1; 0 is plain gradient descent. */
  readonly momentum: number;
  /** Takes the gradient where the velocity is about to lead (Sutskever et al. 2013). */
  readonly nesterov: boolean;
  readonly weightDecay: number;
}

export const SGD_SETTINGS: SgdSettings = { momentum: 0.9, nesterov: false, weightDecay: 0 };

/** Stochastic gradient descent; velocities are sums of gradients, which the learning rate scales at the end. */
export function sgd(settings: SgdSettings = SGD_SETTINGS): Optimizer {
  const { momentum, nesterov, weightDecay } = settings;
  const ratesAt = (learningRate: number) => ({
    learningRate,
    ...(weightDecay > 0 ? { decayFactor: decayRate(learningRate, weightDecay) } : {}),
  });
  return {
    slots: momentum > 0 ? ['velocity'] : [],
    rates: Object.keys(ratesAt(0)),
    ratesAt: (_, learningRate) => ratesAt(learningRate),
    update: ({ value, slots }, gradient, rates, decays) => {
      const before = slots['velocity'];
      const velocity = before ? add(mul(before, momentum), gradient) : gradient;
      const direction: Tensor = nesterov ? add(gradient, mul(velocity, momentum)) : velocity;
      const start = decayed(value, rates['decayFactor'], decays);
      const next = sub(start, mul(direction, rates['learningRate'] as Scalar));
      return { value: next, slots: before ? { velocity } : {} };
    },
  };
}
