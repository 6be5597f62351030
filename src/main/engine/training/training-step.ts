import { add, mul, sub, valueAndGrads, type Scalar, type Tensor } from '@tensorflow/tfjs-core';
import type { ForwardContext } from '../ml/nn/forward-context';
import type { ParameterSpec } from '../ml/nn/parameter';
import { adamUpdate, clipByGlobalNorm } from '../ml/training/adam';
import { groupsOf, parametersOf } from './grouped-tensors';
import type { TrainingProgram } from './program';
import type { StateGroup } from './state-groups';
import type { Rate } from './step-rates';
import { slotName, TRAINED_SLOTS, type Slot } from './training-state';

export interface StepInputs {
  /** Flat tensors by `slot:group`. */
  readonly state: ReadonlyMap<string, Tensor>;
  readonly rates: Readonly<Record<Rate, Scalar>>;
  readonly batch: Readonly<Record<string, Tensor>>;
}

export interface StepOutputs {
  readonly losses: Readonly<Record<string, Scalar>>;
  /** Flat tensors by `slot:group`. */
  readonly next: ReadonlyMap<string, Tensor>;
}

/**
 * One whole training step as a TensorFlow.js expression: forward pass, gradients, clipping, Adam, the moving
 * average and the running statistics. The same code is recorded for compilation and run eagerly.
 * @param groups those of `planStateGroups` for the program's parameters.
 * @param normLimit largest joint norm of the gradients.
 * @param retain carries a tensor out of a gradient function.
 */
export function trainingStep(
  program: TrainingProgram,
  groups: readonly StateGroup[],
  normLimit: number,
  { state, rates, batch }: StepInputs,
  retain: <T extends Tensor>(tensor: T) => T,
): StepOutputs {
  const slot = (name: Slot, group: StateGroup) => state.get(slotName(name, group.name)) as Tensor;
  const trainedGroups = groups.filter(({ kind }) => kind !== 'statistic');
  const trained = membersOf(trainedGroups);
  const values = parametersOf(groups, (group) => slot('value', group));
  const statistics = new Map<string, Tensor>();
  let losses: Readonly<Record<string, Scalar>> = {};
  const forward = (...given: Tensor[]): Scalar => {
    const byName = new Map(trained.map((spec, index) => [spec.name, given[index] as Tensor]));
    const context: ForwardContext = {
      training: true,
      parameter: ({ name }) => byName.get(name) ?? (values.get(name) as Tensor),
      updateStatistic: (name, value) => statistics.set(name, retain(value)),
    };
    const found = program.losses(context, batch);
    losses = Object.fromEntries(Object.entries(found).map(([name, loss]) => [name, retain(loss)]));
    return found.total;
  };
  const { grads } = valueAndGrads(forward)(trained.map(({ name }) => values.get(name) as Tensor));
  const byParameter = new Map(trained.map((spec, index) => [spec, grads[index] as Tensor]));
  const gradients = groupsOf(trainedGroups, (spec) => byParameter.get(spec) as Tensor);
  const clipped = clipByGlobalNorm([...gradients.values()], normLimit);
  const next = new Map<string, Tensor>();
  trainedGroups.forEach((group, index) => {
    const updated = adamUpdate(
      {
        value: slot('value', group),
        firstMoment: slot('firstMoment', group),
        secondMoment: slot('secondMoment', group),
      },
      clipped[index] as Tensor,
      rates,
      group.kind === 'decayed',
    );
    const average = slot('average', group);
    const moved = add(average, mul(sub(updated.value, average), rates.averageShare));
    const all = { ...updated, average: moved };
    for (const name of TRAINED_SLOTS) next.set(slotName(name, group.name), all[name]);
  });
  const moved = groupsOf(
    groups.filter(({ kind }) => kind === 'statistic'),
    ({ name }) => statistics.get(name) ?? (values.get(name) as Tensor),
  );
  for (const [name, tensor] of moved) next.set(slotName('value', name), tensor);
  return { losses, next };
}

/** The parameters of groups, each once. */
const membersOf = (groups: readonly StateGroup[]): readonly ParameterSpec[] => [
  ...new Set(groups.flatMap(({ segments }) => segments.map(({ parameter }) => parameter))),
];
