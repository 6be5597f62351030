import { add, mul, sub, valueAndGrads, type Scalar, type Tensor } from '@tensorflow/tfjs-core';
import type { ForwardContext } from '../ml/nn/forward-context';
import type { ParameterSpec } from '../ml/nn/parameter';
import { groupsOf, parametersOf } from './grouped-tensors';
import type { TrainingProgram } from './program';
import type { StateGroup } from './state-groups';
import { slotName } from './training-state';
import { STATISTIC_RATE, type WeightUpdate } from './weight-update';

export interface StepInputs {
  /** Flat tensors by `slot:group`. */
  readonly state: ReadonlyMap<string, Tensor>;
  readonly rates: Readonly<Record<string, Scalar>>;
  readonly batch: Readonly<Record<string, Tensor>>;
}

export interface StepOutputs {
  readonly losses: Readonly<Record<string, Scalar>>;
  /** Flat tensors by `slot:group`. */
  readonly next: ReadonlyMap<string, Tensor>;
}

/**
 * One whole training step as a TensorFlow.js expression: forward pass, gradients, clipping, the
 * optimiser, the moving average and the running statistics. The same code is recorded for compilation and run eagerly.
 * @param groups those of `planStateGroups` for the program's parameters and the slots of `update`.
 * @param retain carries a tensor out of a gradient function.
 */
export function trainingStep(
  program: TrainingProgram,
  groups: readonly StateGroup[],
  update: WeightUpdate,
  { state, rates, batch }: StepInputs,
  retain: <T extends Tensor>(tensor: T) => T,
): StepOutputs {
  const slot = (name: string, group: StateGroup) => state.get(slotName(name, group.name)) as Tensor;
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
  const clipped = update.clip([...gradients.values()]);
  const next = new Map<string, Tensor>();
  trainedGroups.forEach((group, index) => {
    const before = Object.fromEntries(group.slots.map((name) => [name, slot(name, group)]));
    const after = update.update(before, clipped[index] as Tensor, rates, group.kind === 'decayed');
    for (const name of group.slots) next.set(slotName(name, group.name), after[name] as Tensor);
  });
  const statisticGroups = groups.filter(({ kind }) => kind === 'statistic');
  const ofBatch = groupsOf(
    statisticGroups,
    ({ name }) => statistics.get(name) ?? (values.get(name) as Tensor),
  );
  for (const group of statisticGroups) {
    const before = slot('value', group);
    const towards = sub(ofBatch.get(group.name) as Tensor, before);
    const after = add(before, mul(towards, rates[STATISTIC_RATE] as Scalar));
    next.set(slotName('value', group.name), after);
  }
  return { losses, next };
}

/** The parameters of groups, each once. */
const membersOf = (groups: readonly StateGroup[]): readonly ParameterSpec[] => [
  ...new Set(groups.flatMap(({ segments }) => segments.map(({ parameter }) => parameter))),
];
