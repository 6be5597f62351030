import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { eagerTileRunner } from '../detector/eager-tile-runner';
import { allowRemovedUtilities } from './removed-utilities';
import type { RungProbe } from './rung';
import { tryTensorflow } from './try-tensorflow';

const PACKAGE = '@tensorflow/tfjs-node-gpu';
const requireInstalled = createRequire(import.meta.url);

/** Where the NVIDIA driver keeps the library that every CUDA program loads. */
const DRIVER_LIBRARIES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: [
    '/usr/lib/x86_64-linux-gnu/libcuda.so.1',
    '/usr/lib64/libcuda.so.1',
    '/usr/lib/libcuda.so.1',
    '/usr/lib/wsl/lib/libcuda.so.1',
  ],
  win32: ['C:\\Windows\\System32\\nvcuda.dll'],
};

/**
 * Looks whether TensorFlow's CUDA build can be used. Its native library ends the process when it fails, and
 * silently computes on the processor when CUDA's libraries are missing, so a child process tries it and
 * reports whether a GPU device is really there.
 */
export async function tensorflowGpu(): Promise<RungProbe> {
  const unavailable = (reason: string): RungProbe => ({ id: 'tfjs-node-gpu', available: false, reason });
  let entry: string;
  try {
    entry = requireInstalled.resolve(PACKAGE);
  } catch {
    return unavailable('TensorFlow for NVIDIA cards is not installed on this computer.');
  }
  const drivers = DRIVER_LIBRARIES[process.platform];
  if (!drivers) return unavailable('TensorFlow for NVIDIA cards exists for Windows and Linux only.');
  if (!drivers.some((file) => existsSync(file))) return unavailable('No NVIDIA driver was found.');
  const failure = await tryTensorflow(entry);
  if (failure) return unavailable(failure);
  return {
    id: 'tfjs-node-gpu',
    available: true,
    device: 'NVIDIA GPU (CUDA)',
    reason: 'An NVIDIA card with CUDA is there and TensorFlow computes on it.',
    openModel: (model) => {
      allowRemovedUtilities();
      requireInstalled(PACKAGE);
      return eagerTileRunner(model, 'tensorflow');
    },
    trains: false,
  };
}
