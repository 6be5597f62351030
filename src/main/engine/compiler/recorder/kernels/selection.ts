import type { KernelFamily } from '../kernel';

/** TensorProto.DataType. */
const INT32 = 6;
const INT64 = 7;

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
  GatherNd: (call) => {
    const [params, indices] = [call.input('params'), call.input('indices')];
    const depth = indices.shape.at(-1) ?? 0;
    const shape = [...indices.shape.slice(0, -1), ...params.shape.slice(depth)];
    const { builder } = call.recording;
    const places = builder.node('Cast', [call.recording.valueIn(indices, null)], { to: INT64 }, [
      'int64',
      indices.shape,
    ]);
    return call.recording.apply(
      'GatherND',
      [call.recording.valueIn(params, null), places],
      {},
      params.type,
      shape,
    );
  },
  OneHot: (call) => {
    const indices = call.input('indices');
    const depth = call.attribute<number>('depth');
    const { builder } = call.recording;
    const off = call.attribute<number>('offValue');
    const on = call.attribute<number>('onValue');
    const values = builder.constant(Float32Array.of(off, on), 'float32', [2]);
    const places = builder.node('Cast', [call.recording.valueIn(indices, null)], { to: INT64 }, [
      'int64',
      indices.shape,
    ]);
    const inputs = [places, builder.indices([depth]), values];
    const shape = [...indices.shape, depth];
    return call.recording.apply('OneHot', inputs, { axis: -1 }, 'float32', shape);
  },
  Cumsum: (call) => {
    const x = call.input('x');
    const axis = call.recording.builder.constant(Int32Array.of(call.attribute<number>('axis')), 'int32', []);
    const attributes = {
      exclusive: Number(call.attribute<boolean>('exclusive')),
      reverse: Number(call.attribute<boolean>('reverse')),
    };
    return call.recording.apply(
      'CumSum',
      [call.recording.valueIn(x, null), axis],
      attributes,
      x.type,
      x.shape,
    );
  },
};
