import type { Scalar, Tensor } from '@tensorflow/tfjs-core';

/** Trained values, with the arrays that the optimiser keeps for each of their elements. */
export interface OptimizerState {
  readonly value: Tensor;
  readonly slots: Readonly<Record<string, Tensor>>;
}

/** A rule that moves parameters along their gradients, as TensorFlow.js expressions over whole arrays. */
export interface Optimizer {
  /** Names of the arrays kept beside the values; all start as zeros. Checkpoints name them so. */
  readonly slots: readonly string[];
  /** Names of the numbers that change from step to step. */
  readonly rates: readonly string[];
  /** Those numbers for one step. @param step counted from 1. */
  readonly ratesAt: (step: number, learningRate: number) => Readonly<Record<string, number>>;
  /** One update. `decays` is false for biases and normalisation vectors. */
  readonly update: (
    state: OptimizerState,
    gradient: Tensor,
    rates: Readonly<Record<string, Scalar>>,
    decays: boolean,
  ) => OptimizerState;
}
