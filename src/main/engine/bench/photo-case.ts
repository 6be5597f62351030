import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderPhantom } from '../../../shared/phantom/render-phantom';
import { sharp } from '../../imaging/sharp-instance';
import { compiledTileRunner } from '../detector/compiled-tile-runner';
import { detectFile } from '../detector/detect-file';
import { ReadAhead } from '../detector/read-ahead';
import { TiledDetector } from '../detector/tiled-detector';
import { readDetectorFolder } from '../io/model-folder';
import { processorName } from '../ladder/processor';
import { SHIPPED_MODEL } from '../../../shared/engine/model-files';
import type { BenchCase } from './bench-case';
import type { BenchOrder } from './order';

/** Twelve megapixels, written as phones write them. */
const PHOTO = { width: 4000, height: 3000, seed: 1 } as const;
const PHONE_JPEG = { quality: 90, chromaSubsampling: '4:2:0' } as const;

/** As many rendered photographs as the batch says, from opening each file to its list of lesions. */
export async function openPhotoCase({ batch, threads, modelsFolder }: BenchOrder): Promise<BenchCase> {
  const folder = await mkdtemp(join(tmpdir(), 'macule-bench-'));
  process.once('exit', () => void rm(folder, { recursive: true, force: true }));
  const { data, width, height } = renderPhantom(PHOTO).image;
  const photo = await sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg(PHONE_JPEG)
    .toBuffer();
  const files = Array.from({ length: batch }, (_, index) => join(folder, `photo${index}.jpg`));
  for (const file of files) await writeFile(file, photo);
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
      const ahead = new ReadAhead();
      for (const [index, file] of files.entries()) {
        const next = files[index + 1] ?? null;
        const { lesions } = await detectFile(detector, file, {
          minScore: detector.info.threshold,
          ahead,
          next,
        });
        scores = lesions.map(({ score }) => score);
      }
      return networkMs;
    },
    outputs: () => scores,
  };
}
