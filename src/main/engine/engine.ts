import type { DetectedLesion } from '../../shared/clinical/lesion';
import type { EngineId, EngineLadder, ModelInfo } from '../../shared/engine/status';
import type { RgbImage } from '../../shared/photo/rgb-image';

/** How {@link Detector.detect} reports and stops: checked between tiles. */
export interface DetectOptions {
  /** Lesions below this score are left out, 0–1. */
  readonly minScore: number;
  readonly signal?: AbortSignal;
  readonly onTile?: (done: number, total: number) => void;
}

/** A detector with its weights loaded and its graph compiled for one engine. */
export interface Detector {
  readonly info: ModelInfo;
  readonly engine: { readonly id: EngineId; readonly device: string };
  /** Photos with a longer side are reduced to it before detection, pixels: the scale of training. */
  readonly longSide: number;
  /**
   * Finds lesions on an upright photo; boxes are fractions of the photo, highest score first.
   * @throws MaculeError `cancelled` once the signal aborts.
   */
  detect(image: RgbImage, options: DetectOptions): Promise<readonly DetectedLesion[]>;
  close(): Promise<void>;
}

/** What this machine can run, and the way to a detector on it. */
export interface Engine {
  readonly ladder: EngineLadder;
  /**
   * @param model id of a folder in the models folder, or the path of a model folder; default: the shipped one.
   * @throws MaculeError `model-unavailable`.
   */
  loadDetector(model?: string): Promise<Detector>;
}

export interface EngineOptions {
  readonly modelsFolder: string;
  readonly cacheFolder: string;
  readonly threads: number;
  /** Takes this rung instead of the first that works. */
  readonly prefer?: EngineId;
}
