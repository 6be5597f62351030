import { elementCount } from '../../graph/graph';
import type { KernelCall, KernelFamily } from '../kernel';
import type { Recorded } from '../recorded';
import { choose, elementwise, numeral } from './elementwise';
import { reduce } from './reduction';
import { reshapeRecorded } from './reshape';
import { slice } from './arrangement';

/**
 * Puts rows into places of a table or adds them to what stands there. ONNX Runtime goes through
 * ScatterElements in order, so that repeated places give the same sum every time; its ScatterND does not.
 * @param table [rows, width]; places [n]; updates [n, width].
 */
function scatterRows(
  { recording }: KernelCall,
  table: Recorded,
  places: Recorded,
  updates: Recorded,
  reduction: 'add' | 'none',
): Recorded {
  const [count = 0, width = 0] = updates.shape;
  const column = reshapeRecorded(recording, places, [count, 1]);
  const spread = recording.builder.node(
    'Expand',
    [recording.valueIn(column, null), recording.builder.indices([count, width])],
    {},
    ['int32', [count, width]],
  );
  const inputs = [recording.valueIn(table, null), spread, recording.valueIn(updates, null)];
  return recording.apply('ScatterElements', inputs, { axis: 0, reduction }, table.type, table.shape);
}

/** Scatters slices into `table`, whose first dimensions the last dimension of `indices` counts through. */
function scatterSlices(
  call: KernelCall,
  table: Recorded,
  indices: Recorded,
  updates: Recorded,
  reduction: 'add' | 'none',
): Recorded {
  const { recording } = call;
  const depth = indices.shape.length > 1 ? (indices.shape.at(-1) as number) : 1;
  const count = elementCount(indices.shape) / Math.max(depth, 1);
  const sizes = table.shape.slice(0, depth);
  const strides = sizes.map((_, axis) => elementCount(sizes.slice(axis + 1)));
  const weights = recording.builder.constant(Int32Array.from(strides), 'int32', [1, depth]);
  const list = reshapeRecorded(recording, indices, [count, depth]);
  const weighted = elementwise(call, 'Mul', list, recording.wrap(weights, 'int32', [1, depth]));
  const places = reduce(call, 'ReduceSum', weighted, 1, false);
  const width = elementCount(table.shape.slice(depth));
  const rows = reshapeRecorded(recording, table, [elementCount(sizes), width]);
  const values = reshapeRecorded(recording, updates, [count, width]);
  return reshapeRecorded(recording, scatterRows(call, rows, places, values, reduction), table.shape);
}

export const scatterKernels: KernelFamily = {
  ScatterNd: (call) => {
    const updates = call.input('updates');
    const table = call.recording.filled(0, updates.type, call.attribute('shape'));
    return scatterSlices(call, table, call.input('indices'), updates, 'add');
  },
  TensorScatterUpdate: (call) =>
    scatterSlices(call, call.input('tensor'), call.input('indices'), call.input('updates'), 'none'),
  SparseToDense: (call) => {
    const { recording } = call;
    const [indices, values] = [call.input('sparseIndices'), call.input('sparseValues')];
    const shape = call.attribute<readonly number[]>('outputShape');
    const size = recording.builder.indices(shape);
    const inputs = [recording.anyValue(call.input('defaultValue')), size];
    const table = recording.apply('Expand', inputs, {}, values.type, shape);
    const depth = indices.shape.length > 1 ? (indices.shape.at(-1) as number) : 1;
    const count = elementCount(indices.shape) / depth;
    const spread = recording.builder.indices([count]);
    const each = recording.apply('Expand', [recording.anyValue(values), spread], {}, values.type, [count]);
    return scatterSlices(call, table, indices, each, 'none');
  },
  // Rows of no segment (an id out of range) go to a spare row that is cut off.
  UnsortedSegmentSum: (call) => {
    const { recording } = call;
    const [x, ids] = [call.input('x'), call.input('segmentIds')];
    const segments = call.attribute<number>('numSegments');
    const count = elementCount(ids.shape);
    const inner = x.shape.slice(ids.shape.length);
    const width = elementCount(inner);
    const list = reshapeRecorded(recording, ids, [count]);
    const limit = (op: string, value: number) =>
      elementwise(call, op, list, numeral(call, value, 'int32'), 'bool');
    const outside = elementwise(call, 'Or', limit('Less', 0), limit('GreaterOrEqual', segments));
    const places = choose(call, outside, numeral(call, segments, 'int32'), list);
    const table = recording.filled(0, x.type, [segments + 1, width]);
    const sums = scatterRows(call, table, places, reshapeRecorded(recording, x, [count, width]), 'add');
    return reshapeRecorded(recording, slice(recording, sums, [0, 0], [segments, width]), [
      segments,
      ...inner,
    ]);
  },
};
