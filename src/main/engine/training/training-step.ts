import { add, mul, valueAndGrads, type Scalar, type Tensor } from '@tensorflow/tfjs-core';
import type { ForwardContext } from '../ml/nn/forward-context';
import type { ParameterSpec } from '../ml/nn/parameter';
import { adamUpdate, clipByGlobalNorm } from '../ml/training/adam';
import type { TrainingProgram } from './program';
import type { Rate } from './step-rates';
import { slotName, TRAINED_SLOTS, type Slot } from './training-state';

export interface StepInputs {
  /** Tensors by `slot:parameter`. */
  readonly state: ReadonlyMap<string, Tensor>;
  readonly rates: Readonly<Record<Rate, Scalar>>;
  readonly batch: Readonly<Record<string, Tensor>>;
}

export interface StepOutputs {
  readonly losses: Readonly<Record<string, Scalar>>;
  /** Tensors by `slot:parameter`; what did not change is the tensor that came in. */
  readonly next: ReadonlyMap<string, Tensor>;
}

/**
 * One whole training step as a TensorFlow.js expression: forward pass, gradients, clipping, Adam, the moving
 * average and the running statistics. The same code is recorded for compilation and run eagerly.
 * @param normLimit largest joint norm of the gradients.
 * @param retain carries a tensor out of a gradient function.
 */
export function trainingStep(
  program: TrainingProgram,
  parameters: readonly ParameterSpec[],
  normLimit: number,
  { state, rates, batch }: StepInputs,
  retain: <T extends Tensor>(tensor: T) => T,
): StepOutputs {
  const slot = (name: Slot, { name: parameter }: ParameterSpec) =>
    state.get(slotName(name, parameter)) as Tensor;
  const trained = parameters.filter(({ role }) => role !== 'statistic');
  const next = new Map<string, Tensor>();
  let losses: Readonly<Record<string, Scalar>> = {};
  const forward = (...values: Tensor[]): Scalar => {
    const byName = new Map(trained.map((spec, index) => [spec.name, values[index] as Tensor]));
    const context: ForwardContext = {
      training: true,
      parameter: ({ name }) => byName.get(name) ?? (state.get(slotName('value', name)) as Tensor),
      updateStatistic: (name, value) => next.set(slotName('value', name), retain(value)),
    };
    const found = program.losses(context, batch);
    losses = Object.fromEntries(Object.entries(found).map(([name, loss]) => [name, retain(loss)]));
    return found.total;
  };
  const { grads } = valueAndGrads(forward)(trained.map((spec) => slot('value', spec)));
  const clipped = clipByGlobalNorm(grads, normLimit);
  trained.forEach((spec, index) => {
    const updated = adamUpdate(
      {
        value: slot('value', spec),
        firstMoment: slot('firstMoment', spec),
        secondMoment: slot('secondMoment', spec),
      },
      clipped[index] as Tensor,
      rates,
      spec.role === 'filter',
    );
    const average = slot('average', spec);
    const moved = add(average, mul(add(updated.value, mul(average, -1)), rates.averageShare));
    const values = { ...updated, average: moved };
    for (const name of TRAINED_SLOTS) next.set(slotName(name, spec.name), values[name]);
  });
  for (const spec of parameters.filter(({ role }) => role === 'statistic')) {
    const name = slotName('value', spec.name);
    if (!next.has(name)) next.set(name, slot('value', spec));
  }
  return { losses, next };
}
