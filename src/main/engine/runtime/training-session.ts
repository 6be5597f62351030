import type { Tensor } from 'onnxruntime-node';
import { FILTER_ORDER, type AxisOrder } from '../compiler/recorder/recorded';
import { toLogical, toPhysical } from '../compiler/recorder/permute';
import type { NamedArray } from '../io/safetensors';
import { initialValues, type ParameterSpec } from '../ml/nn/parameter';
import { mixSeed, seededRandom } from '../ml/random';
import { adamRates } from '../ml/training/adam';
import { parameterLayout } from '../training/program';
import {
  lossName,
  nextName,
  RATE_INPUTS,
  slotName,
  slotsOf,
  type Slot,
  type TrainingStep,
} from '../training/record-step';
import { allocate, Session, type SessionOptions, type Values } from './session';

/** Share of the moving average that a new value replaces, in the long run. */
const AVERAGE_SHARE = 0.002;

const orderOf = (spec: ParameterSpec): AxisOrder =>
  parameterLayout(spec) === 'filter' ? FILTER_ORDER : null;

/**
 * A training run's state on ONNX Runtime. Two sets of tensors take turns as input and output, so parameters
 * and moments never pass through JavaScript.
 */
export class TrainingSession {
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
    const { graph, parameters } = step;
    const stateNames = new Set(
      parameters.flatMap((spec) => slotsOf(spec).map((slot) => slotName(slot, spec.name))),
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
    for (const spec of step.parameters) {
      const fresh = initialValues(spec, seededRandom(mixSeed(options.seed, spec.name)));
      for (const slot of slotsOf(spec)) {
        const name = slotName(slot, spec.name);
        const initial = slot === 'value' || slot === 'average' ? fresh : new Float32Array(fresh.length);
        training.write(name, options.state?.get(name)?.values ?? initial, spec);
      }
    }
    return training;
  }

  /** Steps done so far. */
  get steps(): number {
    return this.stepCount;
  }

  /** The caller fills these arrays before each step; names and physical shapes are those of the graph. */
  batchArray(name: string): Float32Array {
    const tensor = this.batch[name];
    if (!tensor) throw new RangeError(`The training step has no batch input "${name}".`);
    return tensor.data as Float32Array;
  }

  /** Runs one step on the batch arrays as they are and returns the losses. */
  async run(learningRate: number): Promise<Readonly<Record<string, number>>> {
    const count = this.stepCount + 1;
    const { stepSize, decayFactor } = adamRates(count, learningRate);
    // Early averages follow the values closely: they would otherwise drag the random start along.
    const averageShare = Math.max(AVERAGE_SHARE, 10 / (count + 10));
    const rates = { stepSize, decayFactor, averageShare };
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

  /** Everything a resumed run needs, in logical order, by `slot:parameter`. */
  state(): ReadonlyMap<string, NamedArray> {
    return new Map(
      this.step.parameters.flatMap((spec) =>
        slotsOf(spec).map((slot) => [slotName(slot, spec.name), this.read(slot, spec)] as const),
      ),
    );
  }

  /** The weights to ship: moving averages, and statistics as they are. */
  weights(): ReadonlyMap<string, NamedArray> {
    return new Map(
      this.step.parameters.map((spec) => [
        spec.name,
        this.read(spec.role === 'statistic' ? 'value' : 'average', spec),
      ]),
    );
  }

  async close(): Promise<void> {
    await this.session.close();
  }

  private read(slot: Slot, spec: ParameterSpec): NamedArray {
    const values = this.current[slotName(slot, spec.name)]?.data as Float32Array;
    return { shape: spec.shape, values: toLogical(values, spec.shape, orderOf(spec)) };
  }

  private write(name: string, values: Float32Array, spec: ParameterSpec): void {
    (this.current[name]?.data as Float32Array).set(toPhysical(values, spec.shape, orderOf(spec)));
  }
}
