import { broadcast_util } from '@tensorflow/tfjs-core';
import type { KernelCall, KernelFamily } from '../kernel';
import { reduce } from './reduction';
import { elementwise, mapped } from './elementwise';

/** A matrix operand as stored, transposed over its last two axes where the call asks for it. */
function operand(call: KernelCall, name: 'a' | 'b') {
  const x = call.input(name);
  const transposed = call.attribute<boolean>(name === 'a' ? 'transposeA' : 'transposeB');
  if (!transposed) return { value: call.recording.valueIn(x, null), shape: x.shape };
  const axes = x.shape.map((_, axis) => axis);
  const perm = [...axes.slice(0, -2), axes.at(-1) as number, axes.at(-2) as number];
  const order = perm;
  const shape = perm.map((axis) => x.shape[axis] as number);
  return { value: call.recording.valueIn(x, order), shape };
}

export const matrixKernels: KernelFamily = {
  BatchMatMul: (call) => {
    const [a, b] = [operand(call, 'a'), operand(call, 'b')];
    const batch = broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
    const shape = [...batch, a.shape.at(-2) as number, b.shape.at(-1) as number];
    return call.recording.apply('MatMul', [a.value, b.value], {}, 'float32', shape);
  },
  // Over the last axis, by the exponentials of differences from the largest element.
  Softmax: (call) => {
    const x = call.input('logits');
    const last = x.shape.length - 1;
    const power = mapped(call, 'Exp', elementwise(call, 'Sub', x, reduce(call, 'ReduceMax', x, last, true)));
    return elementwise(call, 'Div', power, reduce(call, 'ReduceSum', power, last, true));
  },
};
