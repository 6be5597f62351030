import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { eagerTileRunner } from '../detector/eager-tile-runner';
import type { OpenTileRunner } from '../detector/tile-runner';
import type { LoadedModel } from '../io/model-folder';
import { processorName } from './processor';
import type { RungProbe } from './rung';

const PACKAGE = '@tensorflow/tfjs-backend-wasm';
const requireInstalled = createRequire(import.meta.url);

/** TensorFlow.js on WebAssembly, kernel by kernel: the small portable reference, and the last resort. */
export function tensorflowWasm(): RungProbe {
  let folder: string;
  try {
    folder = join(dirname(requireInstalled.resolve(`${PACKAGE}/package.json`)), 'dist');
  } catch {
    return { id: 'tfjs-wasm', available: false, reason: 'The WebAssembly backend is not installed.' };
  }
  return {
    id: 'tfjs-wasm',
    available: true,
    device: processorName(1),
    reason: 'Runs the same detector without compiling it, several times slower; cannot train.',
    openModel: (model) => openWasm(model, folder),
    trains: false,
  };
}

function openWasm(model: LoadedModel, folder: string): OpenTileRunner {
  const { setWasmPaths } = requireInstalled(PACKAGE) as { setWasmPaths: (prefix: string) => void };
  setWasmPaths(`${folder}${sep}`);
  return eagerTileRunner(model, 'wasm');
}
