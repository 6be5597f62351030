import type { NamedArray } from '../io/safetensors';
import type { ParameterSpec } from '../ml/nn/parameter';
import { isOutOfMemory, OutOfMemory } from '../runtime/out-of-memory';
import type { Trainer } from './trainer';
import type { TrainingBatch } from './training-task';

/** A run's state so far, to go on from. */
export interface TrainedState {
  readonly state: ReadonlyMap<string, NamedArray>;
  readonly stepCount: number;
}

/** Opens a trainer for batches of one size; without a state it starts afresh. */
export type OpenForBatch = (batchSize: number, state: TrainedState | null) => Promise<Trainer>;

/** What a trainer needs of a batch. */
export type BatchInputs = Pick<TrainingBatch, 'size' | 'inputs'>;

export interface StepResult {
  /** Means over the steps that the batch took. */
  readonly losses: Readonly<Record<string, number>>;
  /** The batch size before, where memory ran out during this step. */
  readonly shrunkFrom: number | null;
  /** Time that the engine computed, seconds. */
  readonly busy: number;
}

/**
 * Trains on batches. Where memory runs out it goes on with half as many items a step, down to one, from the very
 * state it had: a step that failed has changed nothing.
 */
export class BatchTrainer {
  private constructor(
    private trainer: Trainer,
    private readonly openTrainer: OpenForBatch,
    private size: number,
    private readonly clock: () => number,
  ) {}

  /**
   * @param batchSize items a step, halved until memory suffices to open.
   * @param clock seconds, monotonic.
   * @throws OutOfMemory where it does not for a single item.
   */
  static async open(
    openTrainer: OpenForBatch,
    batchSize: number,
    state: TrainedState | null,
    clock: () => number,
  ): Promise<BatchTrainer> {
    const opened = await openSmaller(openTrainer, batchSize, state);
    return new BatchTrainer(opened.trainer, openTrainer, opened.size, clock);
  }

  /** Items a step, as memory allows. */
  get batchSize(): number {
    return this.size;
  }

  get parameters(): readonly ParameterSpec[] {
    return this.trainer.parameters;
  }

  get steps(): number {
    return this.trainer.steps;
  }

  /**
   * Trains on a whole batch, in as many steps as memory makes of it.
   * @throws OutOfMemory where memory does not suffice for a single item.
   */
  async train(batch: BatchInputs, learningRate: number): Promise<StepResult> {
    let shrunkFrom: number | null = null;
    let busy = 0;
    const each: Readonly<Record<string, number>>[] = [];
    for (let next = 0; next < batch.size;) {
      try {
        this.fill(batch, next);
        const started = this.clock();
        each.push(await this.trainer.run(learningRate));
        busy += this.clock() - started;
        next += this.size;
      } catch (thrown) {
        if (!isOutOfMemory(thrown)) throw thrown;
        shrunkFrom ??= this.size;
        await this.shrink(thrown);
      }
    }
    return { losses: means(each), shrunkFrom, busy };
  }

  state(): ReadonlyMap<string, NamedArray> {
    return this.trainer.state();
  }

  weights(): ReadonlyMap<string, NamedArray> {
    return this.trainer.weights();
  }

  close(): Promise<void> {
    return this.trainer.close();
  }

  /** A last step that is not full is filled up with items from the front. */
  private fill({ size, inputs }: BatchInputs, from: number): void {
    for (const [name, values] of Object.entries(inputs)) {
      const target = this.trainer.batchArray(name);
      const item = values.length / size;
      for (let taken = 0; taken < this.size;) {
        const first = (from + taken) % size;
        const count = Math.min(this.size - taken, size - first);
        target.set(values.subarray(first * item, (first + count) * item), taken * item);
        taken += count;
      }
    }
  }

  private async shrink(cause: unknown): Promise<void> {
    if (this.size === 1) throw cause instanceof OutOfMemory ? cause : new OutOfMemory(cause);
    const kept = { state: this.trainer.state(), stepCount: this.trainer.steps };
    await this.trainer.close();
    const { trainer, size } = await openSmaller(this.openTrainer, Math.floor(this.size / 2), kept);
    [this.trainer, this.size] = [trainer, size];
  }
}

async function openSmaller(openTrainer: OpenForBatch, batchSize: number, state: TrainedState | null) {
  for (let size = batchSize; ; size = Math.floor(size / 2)) {
    try {
      return { trainer: await openTrainer(size, state), size };
    } catch (thrown) {
      if (!isOutOfMemory(thrown)) throw thrown;
      if (size === 1) throw thrown instanceof OutOfMemory ? thrown : new OutOfMemory(thrown);
    }
  }
}

function means(each: readonly Readonly<Record<string, number>>[]): Readonly<Record<string, number>> {
  const [first = {}] = each;
  return Object.fromEntries(
    Object.keys(first).map((name) => [
      name,
      each.reduce((sum, losses) => sum + (losses[name] ?? Number.NaN), 0) / each.length,
    ]),
  );
}
