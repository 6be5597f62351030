import { getKernel, registerKernel, unregisterKernel, type KernelConfig } from '@tensorflow/tfjs-core';
import { NATIVE_BACKEND, type NativeBackend } from './native-backend';
import { PADDED_KERNELS, type PaddedKernel, type Padding, type WindowAttributes } from './padded-kernels';

const isCounted = (pad: Padding): boolean => typeof pad !== 'string' && pad !== 0;

const registered = new WeakSet<KernelConfig['kernelFunc']>();

/**
 * Teaches the backend `tensorflow` to pad by given rows and columns, which tfjs-node 4.22 refuses although
 * TensorFlow can. After the binding has been loaded; again does nothing.
 */
export function registerPaddedKernels(): void {
  for (const [name, padded] of Object.entries(PADDED_KERNELS)) {
    const original = getKernel(name, NATIVE_BACKEND);
    if (registered.has(original.kernelFunc)) continue;
    const kernelFunc = choosing(padded, original);
    registered.add(kernelFunc);
    unregisterKernel(name, NATIVE_BACKEND);
    registerKernel({ ...original, kernelFunc });
  }
}

const choosing =
  (padded: PaddedKernel, original: KernelConfig): KernelConfig['kernelFunc'] =>
  (call) => {
    const attributes = call.attrs as unknown as WindowAttributes;
    if (!isCounted(attributes.pad)) return original.kernelFunc(call);
    return padded(call.backend as NativeBackend, call.inputs as Readonly<Record<string, never>>, attributes);
  };
