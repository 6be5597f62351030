import { add, div, mul, sqrt, square, sub, type Scalar, type Tensor } from '@tensorflow/tfjs-core';
import type { Optimizer } from './optimizer';
import { decayed, decayRate } from './weight-decay';

export interface RmspropSettings {
  /** Share of the running mean of squared gradients that is kept, 0–1. */
  readonly rho: number;
  /** Added to the variance, inside the root. */
  readonly epsilon: number;
  /** Share of the last move that is kept, 0–1. */
  readonly momentum: number;
  /** Divides by the deviation of the gradient instead of its root mean square. */
  readonly centered: boolean;
  readonly weightDecay: number;
}

/** The defaults of Keras. */
export const RMSPROP_SETTINGS: RmspropSettings = {
  rho: 0.9,
  epsilon: 1e-7,
  momentum: 0,
  centered: false,
  weightDecay: 0,
};

/** RMSprop (Tieleman & Hinton 2012; centred: Graves 2013) in the form that Keras gives it. */
export function rmsprop(settings: RmspropSettings = RMSPROP_SETTINGS): Optimizer {
  const { rho, epsilon, momentum, centered, weightDecay } = settings;
  const ratesAt = (learningRate: number) => ({
    learningRate,
    ...(weightDecay > 0 ? { decayFactor: decayRate(learningRate, weightDecay) } : {}),
  });
  const running = (before: Tensor, now: Tensor): Tensor => add(mul(before, rho), mul(now, 1 - rho));
  return {
    slots: ['meanSquare', ...(centered ? ['meanGradient'] : []), ...(momentum > 0 ? ['velocity'] : [])],
    rates: Object.keys(ratesAt(0)),
    ratesAt: (_, learningRate) => ratesAt(learningRate),
    update: ({ value, slots }, gradient, rates, decays) => {
      const meanSquare = running(slots['meanSquare'] as Tensor, square(gradient));
      const meanBefore = slots['meanGradient'];
      const meanGradient = meanBefore && running(meanBefore, gradient);
      const variance = meanGradient ? sub(meanSquare, square(meanGradient)) : meanSquare;
      const step = div(mul(gradient, rates['learningRate'] as Scalar), sqrt(add(variance, epsilon)));
      const before = slots['velocity'];
      const move = before ? add(mul(before, momentum), step) : step;
      return {
        value: sub(decayed(value, rates['decayFactor'], decays), move),
        slots: {
          meanSquare,
          ...(meanGradient ? { meanGradient } : {}),
          ...(before ? { velocity: move } : {}),
        },
      };
    },
  };
}
