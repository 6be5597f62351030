import type { LoadedDetector } from '../io/model-folder';
import { processorName } from '../ladder/processor';
import { compiledTileRunner } from './compiled-tile-runner';
import { TiledDetector } from './tiled-detector';

/** A detector on ONNX Runtime and the processor, which every computer has: for measuring weights, not for the app. */
export const compiledDetector = (model: LoadedDetector, threads: number): TiledDetector =>
  new TiledDetector({
    description: model.description,
    engine: { id: 'onnxruntime-cpu', device: processorName(threads) },
    openRunner: compiledTileRunner(model, { threads }),
  });
