import { util } from '@tensorflow/tfjs-core';
import { elementCount, type GraphValue } from '../../graph/graph';
import type { KernelCall, KernelFamily } from '../kernel';
import type { Recorded } from '../recorded';
import { elementwise } from './elementwise';
import { reshapeRecorded } from './reshape';

/** TensorProto.DataType. */
const INT64 = 7;

/** Indices in logical order as ONNX's index type. */
function asIndices({ recording }: KernelCall, indices: Recorded): GraphValue {
  const value = recording.valueIn(indices, null);
  return recording.builder.node('Cast', [value], { to: INT64 }, ['int64', indices.shape]);
}

/**
 * Each picture of a batch has its own indices: the rows of all are taken for one long list, in which each
 * index moves to where its own picture starts.
 */
function gatherBatched(call: KernelCall, axis: number, batchDims: number): Recorded {
  const { recording } = call;
  const [x, indices] = [call.input('x'), call.input('indices')];
  const batch = elementCount(x.shape.slice(0, batchDims));
  const outer = elementCount(x.shape.slice(batchDims, axis));
  const length = x.shape[axis] as number;
  const inner = elementCount(x.shape.slice(axis + 1));
  const wanted = elementCount(indices.shape) / batch;
  const starts = recording.builder.constant(
    Int32Array.from({ length: batch * outer }, (_, index) => index * length),
    'int32',
    [batch, outer, 1],
  );
  const rows = elementwise(
    call,
    'Add',
    reshapeRecorded(recording, indices, [batch, 1, wanted]),
    recording.wrap(starts, 'int32', [batch, outer, 1]),
  );
  const list = reshapeRecorded(recording, x, [batch * outer * length, inner]);
  const inputs = [recording.valueIn(list, null), recording.valueIn(rows, null)];
  const found = recording.apply('Gather', inputs, { axis: 0 }, x.type, [batch, outer, wanted, inner]);
  const shape = [...x.shape.slice(0, axis), ...indices.shape.slice(batchDims), ...x.shape.slice(axis + 1)];
  return reshapeRecorded(recording, found, shape);
}

export const gatherKernels: KernelFamily = {
  GatherV2: (call) => {
    const [x, indices] = [call.input('x'), call.input('indices')];
    const [axis = 0] = util.parseAxisParam(call.attribute<number>('axis') ?? 0, [...x.shape]);
    const batchDims = call.attribute<number | undefined>('batchDims') ?? 0;
    if (batchDims !== 0) {
      return gatherBatched(call, axis, batchDims < 0 ? indices.shape.length + batchDims : batchDims);
    }
    const shape = [...x.shape.slice(0, axis), ...indices.shape, ...x.shape.slice(axis + 1)];
    const inputs = [call.recording.valueIn(x, null), call.recording.valueIn(indices, null)];
    return call.recording.apply('Gather', inputs, { axis }, x.type, shape);
  },
  GatherNd: (call) => {
    const [params, indices] = [call.input('params'), call.input('indices')];
    const depth = indices.shape.at(-1) ?? 0;
    const shape = [...indices.shape.slice(0, -1), ...params.shape.slice(depth)];
    const inputs = [call.recording.valueIn(params, null), asIndices(call, indices)];
    return call.recording.apply('GatherND', inputs, {}, params.type, shape);
  },
};
