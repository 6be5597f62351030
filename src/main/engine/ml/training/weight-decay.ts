import { mul, type Scalar, type Tensor } from '@tensorflow/tfjs-core';

/**
 * Decoupled weight decay (Loshchilov & Hutter 2019): values shrink by a share that follows the learning
 * rate, whatever the gradient.
 */
export const decayRate = (learningRate: number, weightDecay: number): number =>
  1 - learningRate * weightDecay;

/** The values an update starts from. */
export const decayed = (value: Tensor, decayFactor: Scalar | undefined, decays: boolean): Tensor =>
  decays && decayFactor ? mul(value, decayFactor) : value;
