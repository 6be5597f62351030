import type { DetectedLesion } from '../../../shared/clinical/lesion';
import type { ModelInfo } from '../../../shared/engine/status';
import { MaculeError } from '../../../shared/errors';
import type { RgbImage } from '../../../shared/photo/rgb-image';
import type { Detector, DetectOptions } from '../engine';
import type { YoloDescription } from '../io/model-description';
import { modelIdentity } from '../../vault/model-identity';
import { readYoloDetections } from '../ml/detection/yolo-detections';
import { yoloLesions } from '../ml/detection/yolo-lesions';
import { cutTile } from './cut-tile';
import type { EngineInUse, OpenTileRunner, TileRunner } from './tile-runner';

export interface YoloDetectorOptions {
  readonly description: YoloDescription;
  /** What a photo will be analysed with, where the runner does not say itself. */
  readonly engine: EngineInUse | (() => EngineInUse);
  readonly openRunner: OpenTileRunner;
}

/** Finds lesions with one look at the whole photo, stretched to the square of training. */
export class YoloDetector implements Detector {
  readonly info: ModelInfo;
  readonly decoding: Detector['decoding'];
  private opening: Promise<TileRunner> | null = null;
  private runner: TileRunner | null = null;

  constructor(private readonly options: YoloDetectorOptions) {
    const { id, weightsSha256, title, threshold, side } = options.description;
    const identity = modelIdentity(options.description);
    this.info = { id, sha256: weightsSha256, identity, title, threshold };
    this.decoding = { squareSide: side };
  }

  get engine(): EngineInUse {
    const { engine } = this.options;
    const { id, device } = this.runner?.engine ?? (typeof engine === 'function' ? engine() : engine);
    return { id, device };
  }

  /** @throws RangeError for a photo that was not decoded as {@link decoding} says. */
  async detect(image: RgbImage, { minScore, signal, onTile }: DetectOptions) {
    const { side, classes, suppression } = this.options.description;
    if (image.width !== side || image.height !== side) {
      throw new RangeError(`The photo has ${image.width} × ${image.height} pixels, not ${side} × ${side}.`);
    }
    const runner = await this.open();
    // Lets heart-beats and cancellations through before the network blocks this thread.
    await new Promise((resolve) => setImmediate(resolve));
    if (signal?.aborted) throw cancelled();
    const planes = new Float32Array(3 * side * side);
    cutTile(image, { left: 0, top: 0, width: side, height: side, scale: 1 }, planes);
    const values = await runner.run(planes);
    const detections = readYoloDetections(values, classes.length, {
      minScore,
      overlap: suppression.overlap,
      suppression: suppression.kind,
    });
    onTile?.(1, 1);
    const lesions: readonly DetectedLesion[] = yoloLesions(detections, classes);
    return lesions;
  }

  async close(): Promise<void> {
    const { opening } = this;
    [this.opening, this.runner] = [null, null];
    if (opening) await (await opening).close();
  }

  private async open(): Promise<TileRunner> {
    const { side } = this.options.description;
    this.opening ??= this.options.openRunner(side, side);
    try {
      return (this.runner = await this.opening);
    } catch (thrown) {
      // The next photo tries again.
      this.opening = null;
      throw thrown;
    }
  }
}

const cancelled = () =>
  new MaculeError({ kind: 'cancelled', message: 'The analysis was cancelled.', retryable: true });
