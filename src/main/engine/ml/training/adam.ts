import {
  add,
  div,
  minimum,
  mul,
  sqrt,
  square,
  sub,
  sum,
  type Scalar,
  type Tensor,
} from '@tensorflow/tfjs-core';

/** Adam with decoupled weight decay (Kingma & Ba 2015; Loshchilov & Hutter 2019). */
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

export interface AdamState {
  readonly value: Tensor;
  readonly firstMoment: Tensor;
  readonly secondMoment: Tensor;
}

/** Step-dependent factors, computed outside the graph: see {@link adamRates}. */
export interface AdamRates {
  readonly stepSize: Scalar;
  readonly decayFactor: Scalar;
}

/** One update. `decays` is false for biases and normalisation vectors. */
export function adamUpdate(
  state: AdamState,
  gradient: Tensor,
  rates: AdamRates,
  decays: boolean,
  settings: AdamSettings = ADAM_SETTINGS,
): AdamState {
  const { firstDecay, secondDecay, epsilon } = settings;
  const firstMoment = add(mul(state.firstMoment, firstDecay), mul(gradient, 1 - firstDecay));
  const secondMoment = add(mul(state.secondMoment, secondDecay), mul(square(gradient), 1 - secondDecay));
  const kept = decays ? mul(state.value, rates.decayFactor) : state.value;
  const move = div(mul(firstMoment, rates.stepSize), add(sqrt(secondMoment), epsilon));
  return { value: sub(kept, move), firstMoment, secondMoment };
}

/**
 * Bias-corrected step size and weight-decay factor of a step.
 * @param step counted from 1.
 */
export function adamRates(
  step: number,
  learningRate: number,
  settings: AdamSettings = ADAM_SETTINGS,
): { readonly stepSize: number; readonly decayFactor: number } {
  const correction = Math.sqrt(1 - settings.secondDecay ** step) / (1 - settings.firstDecay ** step);
  return { stepSize: learningRate * correction, decayFactor: 1 - learningRate * settings.weightDecay };
}

/** Scales all gradients by one factor so that their joint norm is at most `limit`. */
export function clipByGlobalNorm(gradients: readonly Tensor[], limit: number): readonly Tensor[] {
  const squares = gradients.map((gradient) => sum(square(gradient)));
  const norm = sqrt(squares.reduce((total, next) => add(total, next)));
  const factor = minimum(div(limit, add(norm, 1e-6)), 1);
  return gradients.map((gradient) => mul(gradient, factor));
}
