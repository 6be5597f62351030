import type { NamedArray } from '../io/safetensors';
import type { ParameterSpec } from '../ml/nn/parameter';
import { isOutOfMemory, OutOfMemory } from '../runtime/out-of-memory';
import { TARGET_NAMES } from './lesion-detector-program';
import type { TrainingTile } from './tile-source';
import type { Trainer } from './trainer';

/** A run's state so far, to go on from. */
export interface TrainedState {
  readonly state: ReadonlyMap<string, NamedArray>;
  readonly stepCount: number;
}

/** Opens a trainer for batches of one size; without a state it starts afresh. */
export type OpenForBatch = (batchSize: number, state: TrainedState | null) => Promise<Trainer>;

export interface StepResult {
  readonly losses: Readonly<Record<string, number>>;
  /** The batch size before, where memory ran out during this step. */
  readonly shrunkFrom: number | null;
}

/**
 * Trains on tiles. Where memory runs out it goes on with half as many tiles a step, down to one, from the very
 * state it had: a step that failed has changed nothing.
 */
export class TileTrainer {
  private constructor(
    private trainer: Trainer,
    private readonly openTrainer: OpenForBatch,
    private size: number,
  ) {}

  /**
   * @param batchSize tiles a step, halved until memory suffices to open.
   * @throws OutOfMemory where it does not for a single tile.
   */
  static async open(
    openTrainer: OpenForBatch,
    batchSize: number,
    state: TrainedState | null,
  ): Promise<TileTrainer> {
    const opened = await openSmaller(openTrainer, batchSize, state);
    return new TileTrainer(opened.trainer, openTrainer, opened.size);
  }

  /** Tiles a step, as memory allows. */
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
   * Trains on all the given tiles, in as many steps as the batch size makes of them.
   * @returns the losses of the last step.
   * @throws OutOfMemory where memory does not suffice for a single tile.
   */
  async train(tiles: readonly TrainingTile[], learningRate: number): Promise<StepResult> {
    let shrunkFrom: number | null = null;
    let losses: StepResult['losses'] = {};
    for (let next = 0; next < tiles.length;) {
      try {
        this.fill(tiles, next);
        losses = await this.trainer.run(learningRate);
        next += this.size;
      } catch (thrown) {
        if (!isOutOfMemory(thrown)) throw thrown;
        shrunkFrom ??= this.size;
        await this.shrink(thrown);
      }
    }
    return { losses, shrunkFrom };
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

  /** A last batch that is not full is filled up with tiles from the front. */
  private fill(tiles: readonly TrainingTile[], from: number): void {
    const images = this.trainer.batchArray('images');
    for (let index = 0; index < this.size; index += 1) {
      const { planes, targets } = tiles[(from + index) % tiles.length] as TrainingTile;
      images.set(planes, index * planes.length);
      for (const name of TARGET_NAMES) {
        this.trainer.batchArray(name).set(targets[name], index * targets[name].length);
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
