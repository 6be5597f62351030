import type { LoadedModel } from '../io/model-folder';
import { CompiledFunction } from '../runtime/compiled-function';
import type { SessionOptions } from '../runtime/session';
import { detectorForward } from './forward';
import type { OpenTileRunner } from './tile-runner';

/** Records the detector for a tile size, compiles it, and runs it with ONNX Runtime. */
export const compiledTileRunner =
  (model: LoadedModel, options: SessionOptions): OpenTileRunner =>
  (height, width) =>
    CompiledFunction.open(
      { shape: [1, height, width, 3], layout: 'image' },
      (picture) => detectorForward(model, picture),
      options,
    );
