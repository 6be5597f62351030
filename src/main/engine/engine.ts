import type { DetectedLesion } from '../../shared/clinical/lesion';
import type { RunProbe } from '../../shared/engine/probe';
import type { EngineId, EngineLadder, ModelInfo } from '../../shared/engine/status';
import type { RgbImage } from '../../shared/photo/rgb-image';
import type { DecodeOptions } from '../imaging/decode-picture';

/** How {@link Detector.detect} reports and stops: checked between tiles. */
export interface DetectOptions {
  /** Lesions below this score are left out, 0–1. */
  readonly minScore: number;
  /** Looks at the photo in the first of the detector's sizes alone: for parts where time matters more. */
  readonly once?: boolean;
  readonly signal?: AbortSignal;
  readonly onTile?: (done: number, total: number) => void;
}

/** A detector with its weights loaded and its graph compiled for one engine. */
export interface Detector {
  readonly info: ModelInfo;
  /** What the last photo was analysed with, or the next one will be. */
  readonly engine: { readonly id: EngineId; readonly device: string };
  /** How photos are brought to the size that it was trained on. */
  readonly decoding: Pick<DecodeOptions, 'longSide' | 'squareSide'>;
  /**
   * Finds lesions on an upright photo, decoded as {@link decoding} says; boxes are fractions of the photo, highest score first.
   * @throws MaculeError `cancelled` once the signal aborts.
   */
  detect(image: RgbImage, options: DetectOptions): Promise<readonly DetectedLesion[]>;
  close(): Promise<void>;
}

/** What this machine can run, and the way to a detector on it. */
export interface Engine {
  /** As it is now: tests, failures and {@link prefer} change it. */
  readonly ladder: EngineLadder;
  /**
   * @param model id of a folder in the models folder, or the path of a model folder; default: the shipped one.
   * @throws MaculeError `model-unavailable`.
   */
  loadDetector(model?: string): Promise<Detector>;
  /**
   * Uses one engine, tested or not, from the next tile on; null = the fastest that may be used.
   * @throws MaculeError `engine-failed` where it is not available and the choice is strict.
   */
  prefer(engine: EngineId | null): void;
  /**
   * Compares engines with the processor on the graphs that detectors have used so far, each in a process of
   * its own. Results are kept in the cache folder.
   * @param onChange called whenever {@link ladder} says something new.
   */
  testEngines(onChange: () => void): Promise<void>;
  /** Forgets all comparisons. */
  forgetTests(): void;
  /** Notes what {@link testEngines} would compare for photos of common sizes, before any was analysed. */
  expectCommonPhotos(model?: string): Promise<void>;
}

export interface EngineOptions {
  readonly modelsFolder: string;
  readonly cacheFolder: string;
  readonly threads: number;
  /** Takes this rung, tested or not, instead of the fastest that may be used. */
  readonly prefer?: EngineId | null;
  /** Whether it is an error when the preferred rung fails; otherwise another takes its place and it is told. */
  readonly strict: boolean;
  /** Starts a process in which something is tried that may take it down. */
  readonly runProbe: RunProbe;
  /** Whether the engine before this one ended by itself, which speaks against the rung it worked with. */
  readonly afterCrash?: boolean;
  /** Whether to wait for TensorFlow at the start, which takes seconds where it is installed. */
  readonly tryTensorflow: boolean;
}
