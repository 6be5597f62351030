import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { Graph } from '../compiler/graph/graph';
import { record, type InputSpec, type RecordOptions } from '../compiler/record';
import type { ParameterSpec } from '../ml/nn/parameter';
import { listParameters, type TrainingProgram } from './program';
import { planStateGroups, type StateGroup } from './state-groups';
import { trainingStep } from './training-step';
import { slotName } from './training-state';
import type { UpdateChoice } from './update-settings';
import { weightUpdate, type WeightUpdate } from './weight-update';

export const nextName = (name: string): string => `next:${name}`;
export const lossName = (loss: string): string => `loss:${loss}`;

export interface TrainingStep {
  readonly graph: Graph;
  readonly parameters: readonly ParameterSpec[];
  readonly groups: readonly StateGroup[];
  readonly update: WeightUpdate;
  readonly losses: readonly string[];
}

/** The parameters that a program trains or keeps statistics in. */
export const programParameters = (program: TrainingProgram): readonly ParameterSpec[] =>
  listParameters((context, input) => {
    program.losses(context, batchTensors(program.batch, input));
  });

/**
 * Records one whole training step as a static graph. State comes in as `slot:group`, flat, and
 * leaves as `next:slot:group`.
 * @param choice optimiser, clipping and averaging.
 */
export function recordTrainingStep(
  program: TrainingProgram,
  choice: UpdateChoice = {},
  options: RecordOptions = {},
): TrainingStep {
  const parameters = programParameters(program);
  const update = weightUpdate(choice);
  const groups = planStateGroups(parameters, update.slots);
  let lossNames: readonly string[] = [];
  const graph = record(({ input, retain }) => {
    const slots = groups.flatMap(({ name, slots: kept, size }) =>
      kept.map((slot) => ({ name: slotName(slot, name), shape: [size] })),
    );
    const state = new Map(slots.map((spec) => [spec.name, input(spec)]));
    const rates = Object.fromEntries(
      update.rates.map((name) => [name, input({ name, shape: [] }) as Scalar]),
    );
    const { losses, next } = trainingStep(
      program,
      groups,
      update,
      { state, rates, batch: batchTensors(program.batch, input) },
      retain,
    );
    lossNames = Object.keys(losses);
    return [
      ...lossNames.map((name) => ({ name: lossName(name), tensor: losses[name] as Scalar })),
      ...slots.map(({ name }) => ({ name: nextName(name), tensor: next.get(name) as Tensor })),
    ];
  }, options);
  return { graph, parameters, groups, update, losses: lossNames };
}

const batchTensors = (batch: readonly InputSpec[], input: (spec: InputSpec) => Tensor) =>
  Object.fromEntries(batch.map((spec) => [spec.name, input(spec)]));
