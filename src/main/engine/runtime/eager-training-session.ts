import {
  dispose,
  keep,
  ready,
  scalar,
  setBackend,
  tensor,
  tidy,
  transpose,
  type Scalar,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { disposeTape } from '../compiler/dispose-tape';
import { LAYOUT_ORDERS, type InputSpec } from '../compiler/record';
import { physicalShape } from '../compiler/recorder/recorded';
import type { NamedArray } from '../io/safetensors';
import type { ParameterSpec } from '../ml/nn/parameter';
import { fillInitially, readSlot, readState, slotsOf } from '../training/grouped-arrays';
import type { TrainingProgram } from '../training/program';
import { programParameters } from '../training/record-step';
import { planStateGroups, type StateGroup } from '../training/state-groups';
import type { Trainer, TrainerOptions } from '../training/trainer';
import { trainingStep, type StepOutputs } from '../training/training-step';
import { shippedSlot, slotName } from '../training/training-state';
import { weightUpdate, type WeightUpdate } from '../training/weight-update';

export interface EagerTrainingOptions extends TrainerOptions {
  /** A TensorFlow.js backend that is registered already. */
  readonly backend: string;
}

/**
 * A training run's state on a TensorFlow.js backend, which runs each step kernel by kernel: the same code that
 * is compiled elsewhere. Parameters and moments stay on the backend's device between steps.
 */
export class EagerTrainingSession implements Trainer {
  private readonly batch: ReadonlyMap<string, Float32Array>;

  private constructor(
    private readonly program: TrainingProgram,
    readonly parameters: readonly ParameterSpec[],
    private readonly groups: readonly StateGroup[],
    private readonly update: WeightUpdate,
    private readonly options: EagerTrainingOptions,
    private tensors: ReadonlyMap<string, Tensor>,
    private stepCount: number,
  ) {
    this.batch = new Map(program.batch.map(({ name, shape }) => [name, new Float32Array(sizeOf(shape))]));
  }

  static async open(program: TrainingProgram, options: EagerTrainingOptions): Promise<EagerTrainingSession> {
    const parameters = programParameters(program);
    await setBackend(options.backend);
    await ready();
    const update = weightUpdate(options);
    const groups = planStateGroups(parameters, update.slots);
    const arrays = new Map(
      groups.flatMap(({ name, slots, size }) =>
        slots.map((slot) => [slotName(slot, name), new Float32Array(size)] as const),
      ),
    );
    const array = (name: string) => arrays.get(name) as Float32Array;
    fillInitially(groups, parameters, array, options.seed, options.state);
    const tensors = new Map([...arrays].map(([name, values]) => [name, tensor(values)]));
    const steps = options.stepCount ?? 0;
    return new EagerTrainingSession(program, parameters, groups, update, options, tensors, steps);
  }

  get steps(): number {
    return this.stepCount;
  }

  batchArray(name: string): Float32Array {
    const values = this.batch.get(name);
    if (!values) throw new RangeError(`The training step has no batch input "${name}".`);
    return values;
  }

  async run(learningRate: number): Promise<Readonly<Record<string, number>>> {
    await setBackend(this.options.backend);
    const { losses, next } = this.compute(this.update.ratesAt(this.stepCount + 1, learningRate));
    const replaced = [...this.tensors].filter(([name, before]) => next.get(name) !== before);
    this.tensors = next;
    this.stepCount += 1;
    dispose(replaced.map(([, before]) => before));
    const values = Object.entries(losses).map(([name, loss]) => [name, loss.dataSync()[0]] as const);
    dispose(Object.values(losses));
    return Object.fromEntries(values) as Record<string, number>;
  }

  state(): ReadonlyMap<string, NamedArray> {
    return readState(this.groups, this.parameters, this.reader());
  }

  weights(): ReadonlyMap<string, NamedArray> {
    const read = this.reader();
    return new Map(
      this.parameters.map((spec) => {
        const slot = shippedSlot(slotsOf(this.groups, spec));
        return [spec.name, readSlot(this.groups, read, slot, spec)];
      }),
    );
  }

  close(): Promise<void> {
    dispose([...this.tensors.values()]);
    this.tensors = new Map();
    return Promise.resolve();
  }

  /** One step; what it returns is kept, and nothing else, even where it fails half-way. */
  private compute(rates: Readonly<Record<string, number>>): StepOutputs {
    const retained: Tensor[] = [];
    const retain = <T extends Tensor>(value: T): T => {
      retained.push(value);
      return keep(value);
    };
    try {
      return tidy(() => {
        const outputs = trainingStep(
          this.program,
          this.groups,
          this.update,
          { state: this.tensors, rates: scalars(rates), batch: this.batchTensors() },
          retain,
        );
        for (const value of outputs.next.values()) keep(value);
        // Statistics are kept in their groups: the single ones have served.
        const losses = new Set<Tensor>(Object.values(outputs.losses));
        dispose(retained.filter((value) => !losses.has(value)));
        return outputs as never;
      });
    } catch (error) {
      dispose(retained);
      disposeTape();
      throw error;
    }
  }

  private batchTensors(): Readonly<Record<string, Tensor>> {
    return Object.fromEntries(
      this.program.batch.map((spec) => [spec.name, logicalTensor(spec, this.batchArray(spec.name))]),
    );
  }

  /** Reads groups' arrays off the device, each once. */
  private reader() {
    const known = new Map<string, Float32Array>();
    return (name: string): Float32Array => {
      const values = known.get(name) ?? this.tensors.get(name)?.dataSync<'float32'>();
      if (!values) throw new Error('A training session was read after it was closed.');
      known.set(name, values);
      return values;
    };
  }
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

const scalars = (rates: Readonly<Record<string, number>>): Readonly<Record<string, Scalar>> =>
  Object.fromEntries(Object.entries(rates).map(([name, rate]) => [name, scalar(rate)]));

/** A tensor of values that lie in memory as the input's layout says. */
function logicalTensor({ shape, layout = 'logical' }: InputSpec, values: Float32Array): Tensor {
  const order = LAYOUT_ORDERS[layout];
  const physical = tensor(values, [...physicalShape(shape, order)]);
  return order
    ? transpose(
        physical,
        order.map((_, axis) => order.indexOf(axis)),
      )
    : physical;
}
