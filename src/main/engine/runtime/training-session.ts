import type { NamedArray } from '../io/safetensors';
import type { ParameterSpec } from '../ml/nn/parameter';
import { fillInitially, readSlot, readState, slotsOf, type GroupArrays } from '../training/grouped-arrays';
import { lossName, nextName, type TrainingStep } from '../training/record-step';
import type { Trainer } from '../training/trainer';
import { shippedSlot, slotName } from '../training/training-state';
import { allocate, Session, type SessionOptions, type Values } from './session';

/**
 * A training run's state on ONNX Runtime. Two sets of tensors take turns as input and output, so parameters
 * and moments never pass through JavaScript.
 */
export class TrainingSession implements Trainer {
  private current: Values;
  private next: Values;
  private readonly batch: Values;
  private readonly rates: Values;
  private readonly losses: Values;

  private constructor(
    readonly step: TrainingStep,
    private readonly session: Session,
    private stepCount: number,
  ) {
    const { graph, groups, update } = step;
    const stateNames = new Set(
      groups.flatMap(({ name, slots }) => slots.map((slot) => slotName(slot, name))),
    );
    const stateInputs = graph.inputs.filter(({ name }) => stateNames.has(name));
    this.current = allocate(stateInputs);
    this.next = allocate(stateInputs);
    this.rates = allocate(graph.inputs.filter(({ name }) => update.rates.includes(name)));
    this.batch = allocate(
      graph.inputs.filter(({ name }) => !stateNames.has(name) && !update.rates.includes(name)),
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
    for (const [name, rate] of Object.entries(this.step.update.ratesAt(count, learningRate))) {
      (this.rates[name]?.data as Float32Array)[0] = rate;
    }
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
    const { groups, parameters } = this.step;
    return new Map(
      parameters.map((spec) => {
        const slot = shippedSlot(slotsOf(groups, spec));
        return [spec.name, readSlot(groups, this.array, slot, spec)];
      }),
    );
  }

  async close(): Promise<void> {
    await this.session.close();
  }

  private readonly array: GroupArrays = (name) => this.current[name]?.data as Float32Array;
}
