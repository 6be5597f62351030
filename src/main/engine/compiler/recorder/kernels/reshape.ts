import { util } from '@tensorflow/tfjs-core';
import { elementCount } from '../../graph/graph';
import type { KernelFamily } from '../kernel';
import { normalizeOrder, type Recorded } from '../recorded';
import { keepsElementOrder, type Recording } from '../recording';
import { sameShape } from './elementwise';

/** Gives a tensor another logical shape of as many elements. */
export function reshapeRecorded(recording: Recording, x: Recorded, shape: readonly number[]): Recorded {
  if (sameShape(x.shape, shape)) return x;
  if (x.fill !== null) return recording.filled(x.fill, x.type, shape);
  const value = keepsElementOrder(x.shape, x.order, null)
    ? recording.anyValue(x)
    : recording.valueIn(x, null);
  return recording.wrap(recording.reshape(value, shape), x.type, shape);
}

/** A transpose moves nothing: it only changes which logical dimension each physical one stands for. */
export function transposeRecorded(recording: Recording, x: Recorded, perm: readonly number[]): Recorded {
  const shape = perm.map((axis) => x.shape[axis] as number);
  if (x.fill !== null) return recording.filled(x.fill, x.type, shape);
  const from = x.order ?? x.shape.map((_, axis) => axis);
  return { ...x, shape, order: normalizeOrder(from.map((axis) => perm.indexOf(axis))) };
}

export const reshapeKernels: KernelFamily = {
  Reshape: (call) => {
    const x = call.input('x');
    const shape = util.inferFromImplicitShape(call.attribute('shape'), elementCount(x.shape));
    return reshapeRecorded(call.recording, x, shape);
  },
  ExpandDims: (call) => {
    const x = call.input('input');
    const dim = call.attribute<number>('dim');
    const shape = [...x.shape];
    shape.splice(dim < 0 ? x.shape.length + dim + 1 : dim, 0, 1);
    return reshapeRecorded(call.recording, x, shape);
  },
  Transpose: (call) => transposeRecorded(call.recording, call.input('x'), call.attribute('perm')),
};
