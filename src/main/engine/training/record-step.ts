import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { Graph } from '../compiler/graph/graph';
import { record, type InputSpec } from '../compiler/record';
import type { ParameterSpec } from '../ml/nn/parameter';
import { listParameters, type TrainingProgram } from './program';
import { planStateGroups, type StateGroup } from './state-groups';
import { RATE_INPUTS, type Rate } from './step-rates';
import { trainingStep } from './training-step';
import { slotName, slotsOf } from './training-state';

export const nextName = (name: string): string => `next:${name}`;
export const lossName = (loss: string): string => `loss:${loss}`;

export interface TrainingStep {
  readonly graph: Graph;
  readonly parameters: readonly ParameterSpec[];
  readonly groups: readonly StateGroup[];
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
 * @param normLimit largest joint norm of the gradients.
 */
export function recordTrainingStep(program: TrainingProgram, normLimit: number): TrainingStep {
  const parameters = programParameters(program);
  const groups = planStateGroups(parameters);
  let lossNames: readonly string[] = [];
  const graph = record(({ input, retain }) => {
    const slots = groups.flatMap(({ name, kind, size }) =>
      slotsOf(kind).map((slot) => ({ name: slotName(slot, name), shape: [size] })),
    );
    const state = new Map(slots.map((spec) => [spec.name, input(spec)]));
    const rates = Object.fromEntries(RATE_INPUTS.map((name) => [name, input({ name, shape: [] })]));
    const { losses, next } = trainingStep(
      program,
      groups,
      normLimit,
      { state, rates: rates as Record<Rate, Scalar>, batch: batchTensors(program.batch, input) },
      retain,
    );
    lossNames = Object.keys(losses);
    return [
      ...lossNames.map((name) => ({ name: lossName(name), tensor: losses[name] as Scalar })),
      ...slots.map(({ name }) => ({ name: nextName(name), tensor: next.get(name) as Tensor })),
    ];
  });
  return { graph, parameters, groups, losses: lossNames };
}

const batchTensors = (batch: readonly InputSpec[], input: (spec: InputSpec) => Tensor) =>
  Object.fromEntries(batch.map((spec) => [spec.name, input(spec)]));
