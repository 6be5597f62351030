import type { KernelCall, KernelFamily } from '../kernel';
import type { Recorded } from '../recorded';
import { reshapeRecorded } from './reshape';

/** TensorProto.DataType. */
const INT32 = 6;

/** The next smaller single-precision number of one above zero. */
function nextBelow(value: number): number {
  const bits = new Int32Array(Float32Array.of(value).buffer);
  bits[0] = (bits[0] ?? 0) - 1;
  return new Float32Array(bits.buffer)[0] ?? 0;
}

/**
 * Greedy suppression of overlapping boxes, padded to a fixed number: what it finds is not known while
 * recording. TensorFlow.js suppresses from the threshold on, ONNX only above it.
 */
function suppressOverlapping(call: KernelCall): readonly Recorded[] {
  if (!call.attribute<boolean>('padToMaxOutputSize')) {
    throw call.unsupported('a result as long as what it finds; set padToMaxOutputSize');
  }
  const { recording } = call;
  const { builder } = recording;
  const [boxes, scores] = [call.input('boxes'), call.input('scores')];
  const most = call.attribute<number>('maxOutputSize');
  const overlap = call.attribute<number>('iouThreshold');
  const count = boxes.shape[0] as number;
  const inputs = [
    recording.valueIn(reshapeRecorded(recording, boxes, [1, count, 4]), null),
    recording.valueIn(reshapeRecorded(recording, scores, [1, 1, count]), null),
    builder.scalar(most, 'int64'),
    builder.constant(Float32Array.of(overlap > 0 ? nextBelow(overlap) : 0), 'float32', [1]),
    builder.constant(Float32Array.of(call.attribute<number>('scoreThreshold')), 'float32', [1]),
  ];
  // The shapes of the next values are upper bounds: only the runtime knows how many boxes are left.
  const found = builder.node('NonMaxSuppression', inputs, {}, ['int64', [most, 3]]);
  const places = builder.node('Gather', [found, builder.scalar(2, 'int64')], { axis: 1 }, ['int64', [most]]);
  const zeros = builder.constant(new BigInt64Array(most), 'int64', [most]);
  const padded = builder.node('Concat', [places, zeros], { axis: 0 }, ['int64', [2 * most]]);
  const lists = [[0], [most], [0], [1]].map((list) => builder.indices(list));
  const chosen = builder.node('Slice', [padded, ...lists], {}, ['int64', [most]]);
  const ones = builder.node('GreaterOrEqual', [places, builder.scalar(0, 'int64')], {}, ['bool', [most]]);
  const counted = builder.node('Cast', [ones], { to: INT32 }, ['int32', [most]]);
  return [
    recording.apply('Cast', [chosen], { to: INT32 }, 'int32', [most]),
    recording.apply('ReduceSum', [counted, builder.indices([0])], { keepdims: 0 }, 'int32', []),
  ];
}

export const suppressionKernels: KernelFamily = { NonMaxSuppressionV4: suppressOverlapping };
