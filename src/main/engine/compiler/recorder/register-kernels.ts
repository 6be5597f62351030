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
import { nearestKernels } from './kernels/resize-nearest';
import { cropKernels } from './kernels/crop-and-resize';
import { selectionKernels } from './kernels/selection';
import { cumulativeKernels } from './kernels/cumulative';
import { einsumKernels } from './kernels/einsum';
import { gatherKernels } from './kernels/gather';
import { integerDivisionKernels } from './kernels/integer-division';
import { mirrorPadKernels } from './kernels/mirror-pad';
import { notNumberKernels } from './kernels/not-numbers';
import { preciseExponentialKernels } from './kernels/precise-exponentials';
import { scatterKernels } from './kernels/scatter';
import { spaceAndDepthKernels } from './kernels/space-and-depth';
import { suppressionKernels } from './kernels/suppression';
import { trigonometryKernels } from './kernels/trigonometry';
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
      nearestKernels,
      cropKernels,
      selectionKernels,
      cumulativeKernels,
      einsumKernels,
      gatherKernels,
      integerDivisionKernels,
      mirrorPadKernels,
      notNumberKernels,
      preciseExponentialKernels,
      scatterKernels,
      spaceAndDepthKernels,
      suppressionKernels,
      trigonometryKernels,
      unaryKernels,
    ];
    families.forEach(registerFamily);
  }
  return engine().findBackend(RECORDER_BACKEND) as RecorderBackend;
}
