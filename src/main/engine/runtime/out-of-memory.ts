import { MaculeError } from '../../../shared/errors';

/**
 * What ONNX Runtime, its providers, TensorFlow and JavaScript itself say when memory runs out. ONNX Runtime
 * has no error code for it: the text is all there is.
 */
const SIGNS: readonly RegExp[] = [
  // ONNX Runtime's allocators, and C++ itself.
  /failed to allocate memory/i,
  /\bbad[_ ]alloc/i,
  /BFC Arena ran out of memory/i,
  /would require more than \d+ bytes/,
  // CUDA, cuBLAS, cuDNN.
  /CUDA_ERROR_OUT_OF_MEMORY|cudaErrorMemoryAllocation|CU(BLAS|DNN)_STATUS_ALLOC_FAILED/,
  /CUDA failure 2:/,
  // DirectML: E_OUTOFMEMORY, and a device that was removed for it.
  /\b(0x)?8007000E\b|E_OUTOFMEMORY/i,
  // WebGPU: Vulkan, Direct3D and Metal below it.
  /VK_ERROR_OUT_OF_(HOST|DEVICE)_MEMORY/,
  /\bout[- ]of[- ]memory\b/i,
  // TensorFlow, and JavaScript's own buffers.
  /OOM when allocating/,
  /Array buffer allocation failed|Invalid typed array length: \d{9,}/,
];

/** Whether something thrown by a session, a backend or JavaScript says that memory ran out. */
export function isOutOfMemory(thrown: unknown): boolean {
  if (thrown instanceof OutOfMemory) return true;
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return SIGNS.some((sign) => sign.test(text));
}

/** Memory ran out while a graph was loaded or run: less at a time may still fit. */
export class OutOfMemory extends MaculeError {
  constructor(cause: unknown) {
    super(
      {
        kind: 'engine-failed',
        message: 'The computer’s memory, or that of its graphics card, is not enough for this step.',
        advice: 'Close other programs and try again.',
        retryable: true,
      },
      { cause },
    );
  }
}

/** Turns an error that tells of lacking memory into an {@link OutOfMemory}; others stay what they are. */
export async function tellingOutOfMemory<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw isOutOfMemory(thrown) && !(thrown instanceof OutOfMemory) ? new OutOfMemory(thrown) : thrown;
  }
}
