import { resolve } from 'node:path';
import { encodedTile } from './detector/encoded-tile';
import { LadderTileRunner } from './detector/ladder-tile-runner';
import { TILE_LIMITS, TiledDetector } from './detector/tiled-detector';
import type { Detector, Engine, EngineOptions } from './engine';
import { findModelFolder } from './io/find-model-folder';
import { readDetectorFolder } from './io/model-folder';
import { Ladder } from './ladder/ladder';
import { planTiles } from './ml/detection/tile-plan';

/** Folder name of the detector that comes with the app. */
export const SHIPPED_MODEL = 'starter';

/** Proportions of cameras' photos, upright and across. */
const COMMON_PROPORTIONS = [4 / 3, 3 / 4] as const;

/**
 * Looks which engines this computer has. Which of them a detector uses is decided for each graph, when it is
 * needed: see {@link Ladder}.
 * @throws MaculeError `engine-failed` where a strictly preferred rung is not available.
 */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const { prefer = null, afterCrash = false } = options;
  const ladder = await Ladder.open({ ...options, prefer, afterCrash });
  return {
    get ladder() {
      return ladder.report();
    },
    loadDetector: (model) => loadDetector(modelFolder(options, model), ladder),
    prefer: (engine) => ladder.prefer(engine),
    testEngines: (onChange) => ladder.testWanted(onChange),
    forgetTests: () => ladder.forgetTests(),
    expectCommonPhotos: async (model) => {
      if (!ladder.hasTests) return;
      const folder = modelFolder(options, model);
      const loaded = await readDetectorFolder(folder);
      for (const proportion of COMMON_PROPORTIONS) {
        const { longSide } = loaded.description;
        const [width, height] = [Math.min(1, proportion) * longSide, Math.min(1, 1 / proportion) * longSide];
        const plan = planTiles(width, height, TILE_LIMITS);
        const { digest } = encodedTile(loaded, plan.height, plan.width).encoded;
        ladder.order({ digest, modelFolder: folder, height: plan.height, width: plan.width });
      }
    },
  };
}

const modelFolder = ({ modelsFolder }: EngineOptions, model = SHIPPED_MODEL): string =>
  resolve(findModelFolder(modelsFolder, model));

async function loadDetector(folder: string, ladder: Ladder): Promise<Detector> {
  const model = await readDetectorFolder(folder);
  return new TiledDetector({
    description: model.description,
    engine: () => ladder.expectedEngine(),
    openRunner: (height, width) =>
      Promise.resolve(new LadderTileRunner(ladder, model, { modelFolder: folder, height, width })),
    onSmallerTiles: (longest) =>
      ladder.tell(
        `Memory ran out: photos are analysed in tiles of ${longest} instead of ${TILE_LIMITS.longest} pixels, which takes longer.`,
      ),
  });
}
