import type { Tensor } from 'onnxruntime-node';
import type { NamedArray } from '../io/safetensors';
import type { ParameterSpec } from '../ml/nn/parameter';
import { fillInitially, readSlot, readState, type GroupArrays } from '../training/grouped-arrays';
import { lossName, nextName, type TrainingStep } from '../training/record-step';
import { RATE_INPUTS, stepRates } from '../training/step-rates';
import type { Trainer } from '../training/trainer';
import { shippedSlot, slotName, slotsOf } from '../training/training-state';
import { allocate, Session, type SessionOptions, type Values } from './session';

/**
 * A training run's state on ONNX Runtime. Two sets of tensors take turns as input and output, so parameters
 * and moments never pass through JavaScript.
 */
export class TrainingSession implements Trainer {
  private current: Values;
  private next: Values;
  private readonly batch: Values;
  private readonly rates: Record<string, Tensor>;
  private readonly losses: Values;

  private constructor(
    readonly step: TrainingStep,
    private readonly session: Session,
    private stepCount: number,
  ) {
    const { graph, groups } = step;
    const stateNames = new Set(
      groups.flatMap(({ name, kind }) => slotsOf(kind).map((slot) => slotName(slot, name))),
    );
    const stateInputs = graph.inputs.filter(({ name }) => stateNames.has(name));
    this.current = allocate(stateInputs);
    this.next = allocate(stateInputs);
    const rateNames: readonly string[] = RATE_INPUTS;
    this.rates = { ...allocate(graph.inputs.filter(({ name }) => rateNames.includes(name))) };
    this.batch = allocate(
      graph.inputs.filter(({ name }) => !stateNames.has(name) && !rateNames.includes(name)),
    );
    this.losses = allocate(
      graph.outputs.filter(({ name }) => step.losses.some((loss) => lossName(loss) === name)),
    );
  }

  /**
   * @param state arrays by `slot:parameter` from an earlier run's {@link state}; absent ones start afresh.
   * @param stepCount steps that the state has behind it.
   */
  static async open(
    step: TrainingStep,
    options: SessionOptions & {
      readonly seed: number;
      readonly state?: ReadonlyMap<string, NamedArray>;
      readonly stepCount?: number;
    },
  ): Promise<TrainingSession> {
    const session = await Session.open(step.graph, options);
    const training = new TrainingSession(step, session, options.stepCount ?? 0);
    fillInitially(step.groups, step.parameters, training.array, options.seed, options.state);
    return training;
  }

  get parameters(): readonly ParameterSpec[] {
    return this.step.parameters;
  }

  get steps(): number {
    return this.stepCount;
  }

  batchArray(name: string): Float32Array {
    const tensor = this.batch[name];
    if (!tensor) throw new RangeError(`The training step has no batch input "${name}".`);
    return tensor.data as Float32Array;
  }

  async run(learningRate: number): Promise<Readonly<Record<string, number>>> {
    const count = this.stepCount + 1;
    const rates = stepRates(count, learningRate);
    for (const name of RATE_INPUTS) (this.rates[name]?.data as Float32Array)[0] = rates[name];
    const outputs = Object.fromEntries(
      Object.entries(this.next).map(([name, tensor]) => [nextName(name), tensor]),
    );
    await this.session.run({ ...this.current, ...this.rates, ...this.batch }, { ...outputs, ...this.losses });
    [this.current, this.next] = [this.next, this.current];
    this.stepCount = count;
    return Object.fromEntries(
      this.step.losses.map((loss) => [loss, Number((this.losses[lossName(loss)]?.data as Float32Array)[0])]),
    );
  }

  state(): ReadonlyMap<string, NamedArray> {
    return readState(this.step.groups, this.step.parameters, this.array);
  }

  weights(): ReadonlyMap<string, NamedArray> {
    return new Map(
      this.step.parameters.map((spec) => [
        spec.name,
        readSlot(this.step.groups, this.array, shippedSlot(spec), spec),
      ]),
    );
  }

  async close(): Promise<void> {
    await this.session.close();
  }

  private readonly array: GroupArrays = (name) => this.current[name]?.data as Float32Array;
}
