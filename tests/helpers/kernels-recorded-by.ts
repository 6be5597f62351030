import { getKernelsForBackend } from '@tensorflow/tfjs-core';
import { record } from '../../src/main/engine/compiler/record';
import { RECORDER_BACKEND } from '../../src/main/engine/compiler/recorder/recorder-backend';
import { recorderBackend } from '../../src/main/engine/compiler/recorder/register-kernels';
import { seededRandom } from '../../src/shared/random';
import { programOf, type ParityCase } from './parity-case';

/** Every kernel that the recorder knows. */
export function registeredKernels(): readonly string[] {
  recorderBackend();
  return getKernelsForBackend(RECORDER_BACKEND).map(({ kernelName }) => kernelName);
}

/** The kernels that TensorFlow.js calls while the cases are recorded. */
export function kernelsRecordedBy(cases: readonly ParityCase[]): ReadonlySet<string> {
  recorderBackend();
  const seen = new Set<string>();
  const configs = getKernelsForBackend(RECORDER_BACKEND);
  const originals = configs.map(({ kernelFunc }) => kernelFunc);
  configs.forEach((config, index) => {
    config.kernelFunc = (call) => {
      seen.add(config.kernelName);
      return (originals[index] as typeof config.kernelFunc)(call);
    };
  });
  try {
    cases.forEach(recordCase);
  } finally {
    configs.forEach((config, index) => {
      config.kernelFunc = originals[index] as typeof config.kernelFunc;
    });
  }
  return seen;
}

function recordCase({ inputs, compute, gradient }: ParityCase): void {
  const random = seededRandom(1);
  record(({ input }) => {
    const tensors = inputs.map((draw, index) => {
      const { shape, type = 'float32' } = draw(random);
      return input({ name: `input${index}`, shape, type });
    });
    return programOf(
      compute,
      gradient,
    )(...tensors).map((tensor, index) => ({
      name: `output${index}`,
      tensor,
    }));
  });
}
