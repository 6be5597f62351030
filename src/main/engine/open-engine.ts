import { resolve } from 'node:path';
import { SHIPPED_MODEL } from '../../shared/engine/model-files';
import { encodedTile } from './detector/encoded-tile';
import { LadderTileRunner } from './detector/ladder-tile-runner';
import { TILE_LIMITS, TiledDetector } from './detector/tiled-detector';
import { YoloDetector } from './detector/yolo-detector';
import type { Detector, Engine, EngineOptions } from './engine';
import { findModelFolder } from './io/find-model-folder';
import { readAnyDetectorFolder, type AnyDetector } from './io/model-folder';
import { Ladder } from './ladder/ladder';
import { planTiles } from './ml/detection/tile-plan';

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
      const loaded = await readAnyDetectorFolder(folder);
      for (const { height, width } of commonTiles(loaded.description)) {
        const { digest } = encodedTile(loaded, height, width).encoded;
        ladder.order({ digest, modelFolder: folder, height, width });
      }
    },
  };
}

const modelFolder = ({ modelsFolder }: EngineOptions, model = SHIPPED_MODEL): string =>
  resolve(findModelFolder(modelsFolder, model));

/** The sizes of picture that a detector's network sees of cameras' photos, pixels. */
function commonTiles(
  description: AnyDetector['description'],
): readonly { readonly height: number; readonly width: number }[] {
  if (description.task === 'yolov8') return [{ height: description.side, width: description.side }];
  const { longSide } = description;
  return COMMON_PROPORTIONS.map((proportion) =>
    planTiles(Math.min(1, proportion) * longSide, Math.min(1, 1 / proportion) * longSide, TILE_LIMITS),
  );
}

async function loadDetector(folder: string, ladder: Ladder): Promise<Detector> {
  const model = await readAnyDetectorFolder(folder);
  const common = {
    engine: () => ladder.expectedEngine(),
    openRunner: (height: number, width: number) =>
      Promise.resolve(new LadderTileRunner(ladder, model, { modelFolder: folder, height, width })),
  };
  const { description } = model;
  if (description.task === 'yolov8') return new YoloDetector({ ...common, description });
  return new TiledDetector({
    ...common,
    description,
    onSmallerTiles: (longest) =>
      ladder.tell(
        `Memory ran out: photos are analysed in tiles of ${longest} instead of ${TILE_LIMITS.longest} pixels, which takes longer.`,
      ),
  });
}
