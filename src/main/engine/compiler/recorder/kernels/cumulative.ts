import { util } from '@tensorflow/tfjs-core';
import type { KernelCall, KernelFamily } from '../kernel';
import { physicalAxis, type Recorded } from '../recorded';
import { pad, slice } from './arrangement';
import { elementwise } from './elementwise';

/** Moves a tensor along an axis by `distance` places, forwards or backwards; `fill` comes in from outside. */
function moved({ recording }: KernelCall, x: Recorded, axis: number, distance: number, fill: number) {
  const none = [0, 0] as const;
  const amount = Math.abs(distance);
  const side = distance > 0 ? ([amount, 0] as const) : ([0, amount] as const);
  const padded = pad(
    recording,
    x,
    x.shape.map((_, index) => (index === axis ? side : none)),
    fill,
  );
  const begin = x.shape.map((_, index) => (index === axis && distance < 0 ? amount : 0));
  return slice(recording, padded, begin, x.shape);
}

const axisOf = (call: KernelCall, x: Recorded): number =>
  util.parseAxisParam(call.attribute<number>('axis'), [...x.shape])[0] ?? 0;

export const cumulativeKernels: KernelFamily = {
  Cumsum: (call) => {
    const x = call.input('x');
    const { builder } = call.recording;
    const axis = physicalAxis(axisOf(call, x), x.order);
    const attributes = {
      exclusive: Number(call.attribute<boolean>('exclusive')),
      reverse: Number(call.attribute<boolean>('reverse')),
    };
    const inputs = [call.recording.anyValue(x), builder.constant(Int32Array.of(axis), 'int32', [])];
    return call.recording.apply('CumSum', inputs, attributes, x.type, x.shape, x.order);
  },
  // ONNX has no cumulative product: partial products over 1, 2, 4, … elements (Hillis & Steele 1986).
  Cumprod: (call) => {
    const x = call.input('x');
    const axis = axisOf(call, x);
    const length = x.shape[axis] as number;
    const direction = call.attribute<boolean>('reverse') ? -1 : 1;
    let product = call.attribute<boolean>('exclusive') ? moved(call, x, axis, direction, 1) : x;
    for (let reach = 1; reach < length; reach *= 2) {
      product = elementwise(call, 'Mul', product, moved(call, product, axis, direction * reach, 1));
    }
    return product;
  },
};
