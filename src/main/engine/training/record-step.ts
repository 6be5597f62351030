import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { Graph } from '../compiler/graph/graph';
import { record, type InputSpec } from '../compiler/record';
import type { ParameterSpec } from '../ml/nn/parameter';
import { listParameters, parameterLayout, type TrainingProgram } from './program';
import { RATE_INPUTS, type Rate } from './step-rates';
import { trainingStep } from './training-step';
import { slotName, slotsOf } from './training-state';

export const nextName = (name: string): string => `next:${name}`;
export const lossName = (loss: string): string => `loss:${loss}`;

export interface TrainingStep {
  readonly graph: Graph;
  readonly parameters: readonly ParameterSpec[];
  readonly losses: readonly string[];
}

/** The parameters that a program trains or keeps statistics in. */
export const programParameters = (program: TrainingProgram): readonly ParameterSpec[] =>
  listParameters((context, input) => {
    program.losses(context, batchTensors(program.batch, input));
  });

/**
 * Records one whole training step as a static graph. State comes in as `slot:parameter` and leaves as
 * `next:slot:parameter`.
 * @param normLimit largest joint norm of the gradients.
 */
export function recordTrainingStep(program: TrainingProgram, normLimit: number): TrainingStep {
  const parameters = programParameters(program);
  let lossNames: readonly string[] = [];
  const graph = record(({ input, retain }) => {
    const slots = parameters.flatMap((spec) =>
      slotsOf(spec).map((slot) => ({ name: slotName(slot, spec.name), spec })),
    );
    const state = new Map(
      slots.map(({ name, spec }) => [
        name,
        input({ name, shape: spec.shape, layout: parameterLayout(spec) }),
      ]),
    );
    const rates = Object.fromEntries(RATE_INPUTS.map((name) => [name, input({ name, shape: [] })]));
    const { losses, next } = trainingStep(
      program,
      parameters,
      normLimit,
      { state, rates: rates as Record<Rate, Scalar>, batch: batchTensors(program.batch, input) },
      retain,
    );
    lossNames = Object.keys(losses);
    return [
      ...lossNames.map((name) => ({ name: lossName(name), tensor: losses[name] as Scalar })),
      ...slots.map(({ name, spec }) => ({
        name: nextName(name),
        tensor: next.get(name) as Tensor,
        layout: parameterLayout(spec),
      })),
    ];
  });
  return { graph, parameters, losses: lossNames };
}

const batchTensors = (batch: readonly InputSpec[], input: (spec: InputSpec) => Tensor) =>
  Object.fromEntries(batch.map((spec) => [spec.name, input(spec)]));
