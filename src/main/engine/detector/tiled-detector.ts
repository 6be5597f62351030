import type { DetectedLesion } from '../../../shared/clinical/lesion';
import type { ModelInfo } from '../../../shared/engine/status';
import { MaculeError } from '../../../shared/errors';
import { scaleBox } from '../../../shared/geometry/box';
import type { RgbImage } from '../../../shared/photo/rgb-image';
import type { Detector, DetectOptions } from '../engine';
import type { LesionDetectorDescription } from '../io/model-description';
import { modelIdentity } from '../../vault/model-identity';
import { joinScales, type JoinedPeak } from '../ml/detection/join-scales';
import { scoredJointly } from '../ml/detection/joint-score';
import { readPeaks, type Peak } from '../ml/detection/peaks';
import { suppress } from '../ml/detection/suppress';
import { planTiles, type Tile, type TileLimits, type TilePlan } from '../ml/detection/tile-plan';
import { OUTPUT_STRIDE, TILE_MULTIPLE } from '../ml/models/lesion-detector';
import { cutTile } from './cut-tile';
import { isOutOfMemory } from '../runtime/out-of-memory';
import type { EngineInUse, OpenTileRunner, TileRunner } from './tile-runner';

/** Tiles long enough to waste little on overlaps and short enough for a heart-beat between two. */
export const TILE_LIMITS: TileLimits = { longest: 640, overlap: 64, multiple: TILE_MULTIPLE };
/** Shorter tiles than this would be mostly overlap. */
const SHORTEST_TILES = 160;
/** Compiled tile sizes kept at once; photos of one camera need one. */
const KEPT_RUNNERS = 4;
/** Lowest score of one scale that is joined with what the others show. */
const LOWEST_JOINED = 0.01;

export interface TiledDetectorOptions {
  readonly description: LesionDetectorDescription;
  /** What a photo will be analysed with, where runners do not say themselves. */
  readonly engine: EngineInUse | (() => EngineInUse);
  readonly openRunner: OpenTileRunner;
  /** Memory ran out: tiles are no longer than this from now on, pixels. */
  readonly onSmallerTiles?: (longest: number) => void;
}

/** Finds lesions tile by tile and joins them over the seams. */
export class TiledDetector implements Detector {
  readonly info: ModelInfo;
  readonly decoding: Detector['decoding'];
  private readonly runners = new Map<string, Promise<TileRunner>>();
  private lastRunner: TileRunner | null = null;
  private longest = TILE_LIMITS.longest;

  constructor(private readonly options: TiledDetectorOptions) {
    const { description } = options;
    const { id, weightsSha256, title, threshold, longSide } = description;
    const identity = modelIdentity(description);
    this.info = { id, sha256: weightsSha256, identity, title, threshold };
    this.decoding = { longSide };
  }

  get engine(): EngineInUse {
    const { engine } = this.options;
    const { id, device } = this.lastRunner?.engine ?? (typeof engine === 'function' ? engine() : engine);
    return { id, device };
  }

  async detect(image: RgbImage, options: DetectOptions): Promise<readonly DetectedLesion[]> {
    const { jointScore } = this.options.description;
    const joined = await this.find(image, options);
    // One look has nothing to be judged together with.
    return (jointScore && !options.once ? scoredJointly(joined, jointScore) : joined)
      .filter(({ score }) => score >= options.minScore)
      .map((peak) => toLesion(peak, image));
  }

  /**
   * The lesions that all scales together show, before their scores are judged together; boxes are pixels. Where memory
   * runs out, the photo is looked at once more in tiles of half the side.
   */
  async find(image: RgbImage, options: DetectOptions): Promise<readonly JoinedPeak[]> {
    for (;;) {
      try {
        return await this.findInTiles(image, options);
      } catch (thrown) {
        if (!isOutOfMemory(thrown) || this.longest / 2 < SHORTEST_TILES) throw thrown;
        await this.close();
        this.longest /= 2;
        this.options.onSmallerTiles?.(this.longest);
      }
    }
  }

  private async findInTiles(image: RgbImage, options: DetectOptions): Promise<readonly JoinedPeak[]> {
    const { scales: all = [1] } = this.options.description;
    const scales = options.once ? all.slice(0, 1) : all;
    const plans = scales.map((scale) => ({ scale, plan: this.planFor(image, scale) }));
    const total = plans.reduce((sum, { plan }) => sum + plan.tiles.length, 0);
    // What one scale shows faintly counts where another shows it well.
    const minScore = scales.length === 1 ? options.minScore : LOWEST_JOINED;
    const byScale: (readonly Peak[])[] = [];
    let done = 0;
    for (const { scale, plan } of plans) {
      const runner = await this.runnerFor(plan.height, plan.width);
      const planes = new Float32Array(3 * plan.width * plan.height);
      const found: Peak[] = [];
      for (const tile of plan.tiles) {
        // Lets heart-beats, cancellations and progress through between two tiles.
        await new Promise((resolve) => setImmediate(resolve));
        if (options.signal?.aborted) throw cancelled();
        const cut = { left: tile.x, top: tile.y, width: plan.width, height: plan.height, scale };
        cutTile(image, cut, planes);
        const maps = await runner.run(planes);
        found.push(...keepCore(readPeaks(maps, plan.width / OUTPUT_STRIDE, minScore), tile));
        options.onTile?.((done += 1), total);
      }
      byScale.push(
        suppress(found).map((peak) => ({ ...peak, box: scaleBox(peak.box, 1 / scale, 1 / scale) })),
      );
    }
    return joinScales(byScale);
  }

  private planFor({ width, height }: RgbImage, scale: number): TilePlan {
    const limits = { ...TILE_LIMITS, longest: this.longest };
    return planTiles(Math.round(width * scale), Math.round(height * scale), limits);
  }

  async close(): Promise<void> {
    const open = await Promise.allSettled(this.runners.values());
    this.runners.clear();
    this.lastRunner = null;
    await Promise.all(open.map(async (result) => result.status === 'fulfilled' && result.value.close()));
  }

  private async runnerFor(height: number, width: number): Promise<TileRunner> {
    const key = `${height} × ${width}`;
    const runner = this.runners.get(key) ?? this.options.openRunner(height, width);
    this.runners.delete(key);
    this.runners.set(key, runner);
    this.lastRunner = await runner;
    const [oldest] = this.runners;
    if (oldest && this.runners.size > KEPT_RUNNERS) {
      this.runners.delete(oldest[0]);
      await (await oldest[1]).close();
    }
    return runner;
  }
}

/** Moves a tile's lesions to the photo and keeps those whose centre the tile is responsible for. */
function keepCore(peaks: readonly Peak[], tile: Tile): readonly Peak[] {
  return peaks
    .map((peak) => ({ ...peak, box: { ...peak.box, x: peak.box.x + tile.x, y: peak.box.y + tile.y } }))
    .filter(({ box }) => {
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      const { left, top, right, bottom } = tile.core;
      return x >= left && x < right && y >= top && y < bottom;
    });
}

function toLesion(peak: Peak, { width, height }: RgbImage): DetectedLesion {
  const left = Math.max(0, peak.box.x);
  const top = Math.max(0, peak.box.y);
  const inside = {
    x: left,
    y: top,
    width: Math.min(width, peak.box.x + peak.box.width) - left,
    height: Math.min(height, peak.box.y + peak.box.height) - top,
  };
  return {
    type: peak.type,
    score: peak.score,
    typeScores: peak.typeScores,
    box: scaleBox(inside, 1 / width, 1 / height),
  };
}

const cancelled = () =>
  new MaculeError({ kind: 'cancelled', message: 'The analysis was cancelled.', retryable: true });
