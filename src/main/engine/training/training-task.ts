import type { ValidationMetrics } from '../../../shared/training/events';
import type { TrainableModel } from '../../../shared/training/recipe';
import type { RunRecord } from '../../../shared/training/run-record';
import type { LabelledPhoto } from '../../datasets/dataset';
import type { BatchLog } from '../input/photo-batches';
import type { DescribedModel } from '../io/model-description';
import type { NamedArray } from '../io/safetensors';
import type { ParameterSpec } from '../ml/nn/parameter';
import type { OptimizerChoice } from '../ml/training/create-optimizer';
import type { TrainingProgram } from './program';

/** Every setting of a run, defaults filled in. */
export type RunSettings = Readonly<RunRecord['settings']>;

/** How far a piece of work besides training steps is. */
export interface StageProgress {
  readonly stage: 'reading' | 'features' | 'validating' | 'calibrating' | 'comparing';
  readonly done: number;
  readonly total: number;
}

/** Work that says how far it is as often as it likes, and ends with a result. It can be ended between two words. */
export type Told<T> = AsyncGenerator<StageProgress, T, void>;

/** What one training step takes. */
export interface TrainingBatch {
  /** Items in the batch: the first dimension of each of its arrays. */
  readonly size: number;
  /**
   * For each input of `program(size)`, all its values: images as planes [N, C, H, W], everything else in its
   * logical order. Each array holds the items one after the other, so that a part of them is a part of it.
   */
  readonly inputs: Readonly<Record<string, Float32Array>>;
  /** The photo behind each item, absolute paths. */
  readonly files: readonly string[];
  /** Where the epoch goes on after this batch: another `from`. */
  readonly next: number;
  /** Share of the epoch that is done with it, 0–1. */
  readonly share: number;
}

/** Where in its epochs a run stands. */
export interface EpochPlace {
  /** Counted from 0. */
  readonly epoch: number;
  /** 0 at the beginning of an epoch, else `next` of the batch before. */
  readonly from: number;
}

/**
 * Reads weights that others have published, by their names; null for files with other names.
 * @param file its name or path, for messages.
 * @throws MaculeError naming what does not fit.
 */
export type ImportWeights = (
  bytes: Uint8Array,
  file: string,
  parameters: readonly ParameterSpec[],
) => ReadonlyMap<string, NamedArray> | null;

/** One run of a family of models on given photos: all that the training loop needs to know of it. */
export interface TrainingTask {
  readonly optimizer: OptimizerChoice;
  /** Whether a moving average of the weights is kept, and validated and saved in their place. */
  readonly averaging: boolean;
  /** What is trained, for batches of any size up to that of the settings: less where memory does not suffice. */
  program(batchSize: number): TrainingProgram;
  /**
   * The batches of one epoch from a place in it, each of the settings' batch size. They depend on seed, epoch and
   * place alone: after an interruption the same ones follow. Photos that cannot be read are left out and logged.
   */
  batches(place: EpochPlace, log: BatchLog): AsyncGenerator<TrainingBatch>;
  /**
   * Measures weights (those of `Trainer.weights`) on the photos held out; those that cannot be read are logged.
   * @throws MaculeError `cancelled` once the run's signal aborts.
   */
  validate(weights: ReadonlyMap<string, NamedArray>, log: BatchLog): Told<ValidationMetrics>;
  /** @param metrics of the weights that are saved, for an operating threshold. */
  describe(metrics: ValidationMetrics): DescribedModel;
  /** For starting from a file; those that Macule writes itself need none. */
  readonly importWeights?: ImportWeights;
  /** Ends threads and compiled graphs. */
  close(): Promise<void>;
}

/** What a run learns from and is validated on. */
export interface TrainingPhotos {
  readonly train: readonly LabelledPhoto[];
  readonly valid: readonly LabelledPhoto[];
  /** Pictures of single lesions to learn from. */
  readonly crops: readonly LabelledPhoto[];
  /** Training photos left out because the same original picture is in the validation or test set. */
  readonly leaked: number;
  /** Photos left out because their labels say too little. */
  readonly unsuited: number;
}

/** What a family makes its task from. */
export interface TaskOrder {
  readonly model: TrainableModel;
  readonly settings: RunSettings;
  readonly seed: number;
  readonly photos: TrainingPhotos;
  /** SHA-256 of a photo's file, hexadecimal; null where it can't be read. */
  readonly fileHash: (file: string) => string | null;
  readonly threads: number;
  /** Absolute path of the built photo worker; null = photos are prepared in this thread. */
  readonly photoWorker: string | null;
  /** Folder for what can be made again, such as features and backbones. */
  readonly cacheFolder: string;
  readonly signal?: AbortSignal;
}

/** A kind of models that can be trained. */
export interface ModelFamily {
  /** Settings where an order names none. */
  readonly settings: RunSettings;
  /** Whether labels suffice that say which lesion types a photo shows, but not where. */
  readonly presence: boolean;
  /** Whether it learns from pictures of single lesions, too. */
  readonly crops?: boolean;
  /** Photos that say too little to learn from, and why; they are left out. None unless given. */
  readonly unsuited?: { is(photo: LabelledPhoto): boolean; readonly why: string };
  /** Names of all figures that a validation may give; undefined ones may be missing from it. */
  readonly metrics: readonly string[];
  /** The metric by which the best weights are chosen where the settings name none. */
  readonly bestBy: string;
  /** File of weights that a run starts from where its order names none, in the folder of pre-trained weights. */
  readonly pretrained?: string;
  /** @throws MaculeError where the photos or the settings don't suit, or something that it needs is missing. */
  open(order: TaskOrder): Told<TrainingTask>;
}
