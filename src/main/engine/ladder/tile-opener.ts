import type { EngineId } from '../../../shared/engine/status';
import { compiledTileRunner } from '../detector/compiled-tile-runner';
import { eagerTileRunner } from '../detector/eager-tile-runner';
import type { OpenTileRunner } from '../detector/tile-runner';
import type { AnyDetector } from '../io/model-folder';
import { NATIVE_BACKEND } from '../tensorflow/native-backend';
import { loadTensorflow } from './load-tensorflow';
import { providerOf } from './onnxruntime-providers';
import { useWasmBackend } from './tensorflow-wasm';

export interface EngineSetting {
  readonly engine: EngineId;
  readonly threads: number;
  /** Absolute path of the main file of TensorFlow's binding, for the engines that need it. */
  readonly tensorflow: string | null;
}

/** Makes runners for a model's tiles on an engine that is there. */
export function tileOpener(
  { engine, threads, tensorflow }: EngineSetting,
  model: AnyDetector,
): OpenTileRunner {
  const provider = providerOf(engine);
  if (provider !== null) return compiledTileRunner(model, { threads, provider });
  if (engine === 'tfjs-wasm') {
    useWasmBackend();
    return eagerTileRunner(model, 'wasm');
  }
  if (tensorflow === null) throw new Error('TensorFlow was not found.');
  loadTensorflow(tensorflow, threads);
  return eagerTileRunner(model, NATIVE_BACKEND);
}
