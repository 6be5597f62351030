import type { DataType } from '@tensorflow/tfjs-core';
import type { KernelFamily } from '../kernel';
import { recordedType } from '../recorder-backend';
import { choose, elementwise, numeral } from './elementwise';
import { reshapeRecorded } from './reshape';

/** TensorProto.DataType. */
const INT32 = 6;

export const selectionKernels: KernelFamily = {
  TopK: (call) => {
    const x = call.input('x');
    const k = call.attribute<number>('k');
    const shape = [...x.shape.slice(0, -1), k];
    const { builder } = call.recording;
    const attributes = { axis: -1, largest: 1, sorted: Number(call.attribute<boolean>('sorted') ?? true) };
    const inputs = [call.recording.valueIn(x, null), builder.indices([k])];
    const [values, places] = builder.nodeWithOutputs('TopK', inputs, attributes, [
      [x.type, shape],
      ['int64', shape],
    ]);
    if (!values || !places) throw call.unsupported('a top-k without values');
    return [
      call.recording.wrap(values, x.type, shape),
      call.recording.apply('Cast', [places], { to: INT32 }, 'int32', shape),
    ];
  },
  // By comparison: ONNX would count negative places from the end, TensorFlow.js leaves their rows empty.
  OneHot: (call) => {
    const indices = call.input('indices');
    const depth = call.attribute<number>('depth');
    const type = recordedType(call.attribute<DataType | undefined>('dtype') ?? 'int32');
    const classes = call.recording.builder.constant(
      Int32Array.from({ length: depth }, (_, i) => i),
      'int32',
      [depth],
    );
    const rows = reshapeRecorded(call.recording, indices, [...indices.shape, 1]);
    const hit = elementwise(call, 'Equal', rows, call.recording.wrap(classes, 'int32', [depth]), 'bool');
    const [on, off] = [call.attribute<number>('onValue'), call.attribute<number>('offValue')];
    return choose(call, hit, numeral(call, on, type), numeral(call, off, type));
  },
};
