import type { NamedArray } from '../io/safetensors';
import type { ParameterSpec } from '../ml/nn/parameter';
import type { TrainingProgram } from './program';
import type { UpdateChoice } from './update-settings';

/** A training run's state on one engine, which takes it from step to step. */
export interface Trainer {
  readonly parameters: readonly ParameterSpec[];
  /** Steps done so far. */
  readonly steps: number;
  /**
   * The caller fills these arrays before each step. Images lie as [N, C, H, W], everything else in its
   * logical order.
   */
  batchArray(name: string): Float32Array;
  /** Runs one step on the batch arrays as they are and returns the losses. */
  run(learningRate: number): Promise<Readonly<Record<string, number>>>;
  /** Everything a resumed run needs, in logical order, by `slot:parameter`. */
  state(): ReadonlyMap<string, NamedArray>;
  /** The weights to ship: moving averages where they are kept, and statistics as they are. */
  weights(): ReadonlyMap<string, NamedArray>;
  close(): Promise<void>;
}

export interface TrainerOptions extends UpdateChoice {
  readonly seed: number;
  /** Arrays by `slot:parameter` from an earlier run's {@link Trainer.state}; absent ones start afresh. */
  readonly state?: ReadonlyMap<string, NamedArray>;
  /** Steps that the state has behind it. */
  readonly stepCount?: number;
}

/** Makes a trainer; one for each rung of the engine ladder that trains. */
export type OpenTrainer = (program: TrainingProgram, options: TrainerOptions) => Promise<Trainer>;
