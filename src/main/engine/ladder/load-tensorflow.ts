import { createRequire } from 'node:module';
import { registerPaddedKernels } from '../tensorflow/register-padded-kernels';
import { allowRemovedUtilities } from './removed-utilities';

const requireFile = createRequire(import.meta.url);

/**
 * Loads TensorFlow's Node binding, which registers the backend `tensorflow` with TensorFlow.js. Only where a
 * child process has tried it before: its native library may end the process.
 * @param entry absolute path of the package's main file.
 * @param threads processor threads of one operator; heeded by the first call in a process.
 */
export function loadTensorflow(entry: string, threads: number): void {
  allowRemovedUtilities();
  // TensorFlow reads these once, while its library is loaded: it takes no settings from the binding.
  process.env['TF_NUM_INTRAOP_THREADS'] = String(threads);
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  requireFile(entry);
  registerPaddedKernels();
}
