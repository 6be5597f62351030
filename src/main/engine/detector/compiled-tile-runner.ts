import type { AnyDetector } from '../io/model-folder';
import { CompiledFunction } from '../runtime/compiled-function';
import type { SessionOptions } from '../runtime/session';
import { encodedTile } from './encoded-tile';
import type { OpenTileRunner } from './tile-runner';

/** Compiles the detector for a tile size and runs it with ONNX Runtime. */
export const compiledTileRunner =
  (model: AnyDetector, options: SessionOptions): OpenTileRunner =>
  async (height, width) =>
    CompiledFunction.openEncoded(encodedTile(model, height, width), options);
