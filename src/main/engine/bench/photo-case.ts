import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderPhantom } from '../../../shared/phantom/render-phantom';
import { makeRenditions } from '../../imaging/renditions';
import { compiledTileRunner } from '../detector/compiled-tile-runner';
import { detectFile } from '../detector/detect-file';
import { TiledDetector } from '../detector/tiled-detector';
import { readDetectorFolder } from '../io/model-folder';
import { processorName } from '../ladder/processor';
import { SHIPPED_MODEL } from '../open-engine';
import type { BenchCase } from './bench-case';
import type { BenchOrder } from './order';

/** Twelve megapixels, what phones take. */
const PHOTO = { width: 4000, height: 3000, seed: 1 } as const;

/** A rendered photograph in a file, from opening the file to the list of lesions. */
export async function openPhotoCase({ threads, modelsFolder }: BenchOrder): Promise<BenchCase> {
  const folder = await mkdtemp(join(tmpdir(), 'macule-bench-'));
  process.once('exit', () => void rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'photo.jpg');
  await writeFile(file, (await makeRenditions(renderPhantom(PHOTO).image)).full);
  const model = await readDetectorFolder(join(modelsFolder, SHIPPED_MODEL));
  let networkMs = 0;
  const open = compiledTileRunner(model, { threads });
  const detector = new TiledDetector({
    description: model.description,
    engine: { id: 'onnxruntime-cpu', device: processorName(threads) },
    openRunner: async (height, width) => {
      const runner = await open(height, width);
      return {
        ...runner,
        run: async (planes) => {
          const start = performance.now();
          const maps = await runner.run(planes);
          networkMs += performance.now() - start;
          return maps;
        },
      };
    },
  });
  let scores: readonly number[] = [];
  return {
    parameters: 0,
    run: async () => {
      networkMs = 0;
      const { lesions } = await detectFile(detector, file, { minScore: detector.info.threshold });
      scores = lesions.map(({ score }) => score);
      return networkMs;
    },
    outputs: () => scores,
  };
}
