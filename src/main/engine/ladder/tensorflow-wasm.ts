import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { eagerTileRunner } from '../detector/eager-tile-runner';
import { processorName } from './processor';
import type { RungProbe } from './rung';

const PACKAGE = '@tensorflow/tfjs-backend-wasm';
const requireInstalled = createRequire(import.meta.url);

const distFolder = (): string => join(dirname(requireInstalled.resolve(`${PACKAGE}/package.json`)), 'dist');

/** TensorFlow.js on WebAssembly, kernel by kernel: the small portable reference, and the last resort. */
export function tensorflowWasm(): RungProbe {
  try {
    distFolder();
  } catch {
    return { id: 'tfjs-wasm', available: false, reason: 'The WebAssembly backend is not installed.' };
  }
  return {
    id: 'tfjs-wasm',
    available: true,
    device: processorName(1),
    reason: 'Runs the same detector without compiling it, several times slower; cannot train.',
    trusted: true,
    tensorflow: null,
    openModel: (model) => {
      useWasmBackend();
      return eagerTileRunner(model, 'wasm');
    },
    openTrainer: null,
  };
}

/** Registers the backend `wasm` with TensorFlow.js; only on a machine where {@link tensorflowWasm} found it. */
export function useWasmBackend(): void {
  const { setWasmPaths } = requireInstalled(PACKAGE) as { setWasmPaths: (prefix: string) => void };
  setWasmPaths(`${distFolder()}${sep}`);
}
