import * as kernelNames from '@tensorflow/tfjs-core/dist/kernel_names';
import { describe, expect, it } from 'vitest';
import { kernelsRecordedBy, registeredKernels } from '../../../helpers/kernels-recorded-by';
import { caseFamilies } from './cases/all-cases';
import { impossibleKernels } from './impossible-kernels';
import { unneededKernels } from './unneeded-kernels';

/** Every kernel that TensorFlow.js's public functions and gradients can call. */
const known: readonly string[] = Object.values(kernelNames);
const impossible = Object.keys(impossibleKernels);
const unneeded = Object.keys(unneededKernels);
const recorded = registeredKernels();

describe('kernels of TensorFlow.js', () => {
  it('are each recorded, impossible or not needed, and one of these only', () => {
    expect([...recorded, ...impossible, ...unneeded].sort()).toEqual([...known].sort());
  });
  it('that are recorded are compared with tfjs-cpu', () => {
    const compared = kernelsRecordedBy(Object.values(caseFamilies).flat());
    expect(recorded.filter((kernel) => !compared.has(kernel))).toEqual([]);
  });
});
