// TensorFlow.js registers no gradients by itself; recording a training step needs them.
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { findBackendFactory, registerBackend, engine } from '@tensorflow/tfjs-core';
import { registerFamily } from './kernel';
import { arrangementKernels } from './kernels/arrangement';
import { binaryKernels } from './kernels/binary';
import { convolutionKernels } from './kernels/convolution';
import { bilinearKernels } from './kernels/resize-bilinear';
import { depthwiseKernels } from './kernels/depthwise';
import { creationKernels } from './kernels/creation';
import { fusedKernels } from './kernels/fused';
import { matrixKernels } from './kernels/matrix';
import { poolingKernels } from './kernels/pooling';
import { reductionKernels } from './kernels/reduction';
import { reshapeKernels } from './kernels/reshape';
import { resizeKernels } from './kernels/resize';
import { selectionKernels } from './kernels/selection';
import { unaryKernels } from './kernels/unary';
import { RECORDER_BACKEND, RecorderBackend } from './recorder-backend';

/** Below any computing backend, so that TensorFlow.js never picks the recorder by itself. */
const NEVER_BY_DEFAULT = -1;

/** The recorder backend, registered with TensorFlow.js on first use. */
export function recorderBackend(): RecorderBackend {
  if (!findBackendFactory(RECORDER_BACKEND)) {
    registerBackend(RECORDER_BACKEND, () => new RecorderBackend(), NEVER_BY_DEFAULT);
    const families = [
      arrangementKernels,
      binaryKernels,
      convolutionKernels,
      bilinearKernels,
      creationKernels,
      depthwiseKernels,
      fusedKernels,
      matrixKernels,
      poolingKernels,
      reductionKernels,
      reshapeKernels,
      resizeKernels,
      selectionKernels,
      unaryKernels,
    ];
    families.forEach(registerFamily);
  }
  return engine().findBackend(RECORDER_BACKEND) as RecorderBackend;
}
