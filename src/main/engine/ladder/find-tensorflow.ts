import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const PACKAGE = '@tensorflow/tfjs-node-gpu';

/** Names the folder of a binding built by `npm run tensorflow-node`. */
export const TENSORFLOW_VARIABLE = 'MACULE_TENSORFLOW';

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

export type FoundTensorflow =
  { readonly entry: string; readonly named: boolean } | { readonly entry: null; readonly reason: string };

/**
 * The binding that is worth trying: the named one, or, where an NVIDIA driver is there, the one among Macule's
 * own packages.
 * @param folder what {@link TENSORFLOW_VARIABLE} names.
 */
export function findTensorflow(folder: string | undefined): FoundTensorflow {
  const named = folder !== undefined && folder !== '';
  const entry = resolve(named ? join(folder, 'package.json') : import.meta.url);
  if (named) {
    const reason = `The folder in ${TENSORFLOW_VARIABLE} holds no TensorFlow built for Macule.`;
    return entry === null ? { entry, reason } : { entry, named };
  }
  if (entry === null)
    return { entry, reason: 'TensorFlow for NVIDIA cards is not installed on this computer.' };
  const drivers = DRIVER_LIBRARIES[process.platform];
  if (!drivers)
    return { entry: null, reason: 'TensorFlow for NVIDIA cards exists for Windows and Linux only.' };
  if (!drivers.some((file) => existsSync(file)))
    return { entry: null, reason: 'No NVIDIA driver was found.' };
  return { entry, named };
}

function resolve(from: string): string | null {
  try {
    return createRequire(from).resolve(PACKAGE);
  } catch {
    return null;
  }
}
