import { add, mul, valueAndGrads, type Scalar, type Tensor } from '@tensorflow/tfjs-core';
import { record, type InputSpec, type NamedOutput } from '../compiler/record';
import type { Graph } from '../compiler/graph/graph';
import type { ForwardContext } from '../ml/nn/forward-context';
import type { ParameterSpec } from '../ml/nn/parameter';
import { adamUpdate, clipByGlobalNorm } from '../ml/training/adam';
import { listParameters, parameterLayout, type TrainingProgram } from './program';

/** The arrays that training keeps for each parameter. `average` is the moving average that is shipped. */
export const TRAINED_SLOTS = ['value', 'firstMoment', 'secondMoment', 'average'] as const;
export type Slot = (typeof TRAINED_SLOTS)[number];

/** Slots of a parameter: statistics have a value only. */
export const slotsOf = ({ role }: ParameterSpec): readonly Slot[] =>
  role === 'statistic' ? ['value'] : TRAINED_SLOTS;

export const slotName = (slot: Slot, parameter: string): string => `${slot}:${parameter}`;
export const nextName = (name: string): string => `next:${name}`;
export const lossName = (loss: string): string => `loss:${loss}`;

/** Scalars that change from step to step. */
export const RATE_INPUTS = ['stepSize', 'decayFactor', 'averageShare'] as const;

export interface TrainingStep {
  readonly graph: Graph;
  readonly parameters: readonly ParameterSpec[];
  readonly losses: readonly string[];
}

/**
 * Records one whole training step as a static graph: forward pass, gradients, clipping, Adam, the moving
 * average and the running statistics. State comes in as `slot:parameter` and leaves as
 * `next:slot:parameter`.
 * @param normLimit largest joint norm of the gradients.
 */
export function recordTrainingStep(program: TrainingProgram, normLimit: number): TrainingStep {
  const parameters = listParameters((context, input) => {
    program.losses(context, batchTensors(program.batch, input));
  });
  const trained = parameters.filter(({ role }) => role !== 'statistic');
  let lossNames: readonly string[] = [];
  const graph = record(({ input, retain }) => {
    const stateInput = (slot: Slot, spec: ParameterSpec) =>
      input({ name: slotName(slot, spec.name), shape: spec.shape, layout: parameterLayout(spec) });
    const state = new Map(
      parameters.flatMap((spec) =>
        slotsOf(spec).map((slot) => [slotName(slot, spec.name), stateInput(slot, spec)]),
      ),
    );
    const slot = (name: Slot, { name: parameter }: ParameterSpec) =>
      state.get(slotName(name, parameter)) as Tensor;
    const [stepSize, decayFactor, averageShare] = RATE_INPUTS.map(
      (name) => input({ name, shape: [] }) as Scalar,
    );
    const batch = batchTensors(program.batch, input);

    const statistics = new Map<string, Tensor>();
    let losses: Readonly<Record<string, Scalar>> = {};
    const forward = (...values: Tensor[]): Scalar => {
      const byName = new Map(trained.map((spec, index) => [spec.name, values[index] as Tensor]));
      const context: ForwardContext = {
        training: true,
        parameter: ({ name }) => byName.get(name) ?? (state.get(slotName('value', name)) as Tensor),
        updateStatistic: (name, value) => statistics.set(name, retain(value)),
      };
      const found = program.losses(context, batch);
      losses = Object.fromEntries(Object.entries(found).map(([name, loss]) => [name, retain(loss)]));
      return found.total;
    };
    const { grads } = valueAndGrads(forward)(trained.map((spec) => slot('value', spec)));
    const clipped = clipByGlobalNorm(grads, normLimit);
    lossNames = Object.keys(losses);

    const outputs: NamedOutput[] = lossNames.map((name) => ({
      name: lossName(name),
      tensor: losses[name] as Scalar,
    }));
    trained.forEach((spec, index) => {
      const layout = parameterLayout(spec);
      const next = adamUpdate(
        {
          value: slot('value', spec),
          firstMoment: slot('firstMoment', spec),
          secondMoment: slot('secondMoment', spec),
        },
        clipped[index] as Tensor,
        { stepSize: stepSize as Scalar, decayFactor: decayFactor as Scalar },
        spec.role === 'filter',
      );
      const average = slot('average', spec);
      const moved = add(average, mul(add(next.value, mul(average, -1)), averageShare as Scalar));
      const values = { ...next, average: moved };
      for (const name of TRAINED_SLOTS) {
        outputs.push({ name: nextName(slotName(name, spec.name)), tensor: values[name], layout });
      }
    });
    for (const spec of parameters.filter(({ role }) => role === 'statistic')) {
      const tensor = statistics.get(spec.name) ?? slot('value', spec);
      outputs.push({ name: nextName(slotName('value', spec.name)), tensor });
    }
    return outputs;
  });
  return { graph, parameters, losses: lossNames };
}

const batchTensors = (batch: readonly InputSpec[], input: (spec: InputSpec) => Tensor) =>
  Object.fromEntries(batch.map((spec) => [spec.name, input(spec)]));
