import { backend_util, slice_util, util } from '@tensorflow/tfjs-core';
import type { KernelCall, KernelFamily } from '../kernel';
import { byPhysicalAxis, physicalAxis, type AxisOrder, type Recorded } from '../recorded';
import type { Recording } from '../recording';
import { reshapeRecorded } from './reshape';

/** Joins tensors along a logical axis, in the order most of them have. */
export function concat(recording: Recording, inputs: readonly Recorded[], axis: number): Recorded {
  const first = inputs[0] as Recorded;
  const order = inputs.find((input) => input.order)?.order ?? null;
  const shape = backend_util.computeOutShape(
    inputs.map((input) => [...input.shape]),
    axis,
  );
  const values = inputs.map((input) => recording.valueIn(input, order));
  return recording.apply('Concat', values, { axis: physicalAxis(axis, order) }, first.type, shape, order);
}

/** Cuts out `size` elements from `begin` on, by logical axis; `stride` skips elements. */
export function slice(
  recording: Recording,
  x: Recorded,
  begin: readonly number[],
  size: readonly number[],
  stride: readonly number[] = begin.map(() => 1),
): Recorded {
  if (x.fill !== null) return recording.filled(x.fill, x.type, size);
  const ends = begin.map((from, axis) => {
    const step = stride[axis] as number;
    const end = from + ((size[axis] as number) - 1) * step + Math.sign(step);
    // ONNX counts negative ends from the back.
    return end < 0 ? Number.MIN_SAFE_INTEGER : end;
  });
  const lists = [begin, ends, begin.map((_, axis) => axis), stride].map((list) =>
    byPhysicalAxis(list, x.order),
  );
  const [starts, stops, , steps] = lists as [number[], number[], number[], number[]];
  const axes = starts.map((_, axis) => axis);
  const { builder } = recording;
  const inputs = [
    recording.anyValue(x),
    ...[starts, stops, axes, steps].map((list) => builder.indices(list)),
  ];
  return recording.apply('Slice', inputs, {}, x.type, size, x.order);
}

function reverse(recording: Recording, x: Recorded, dims: number | number[]): Recorded {
  if (x.fill !== null || x.shape.length === 0) return x;
  const axes = util.parseAxisParam(dims, [...x.shape]);
  const stride = x.shape.map((_, axis) => (axes.includes(axis) ? -1 : 1));
  // Counted from the back, so that the graph is the same for every size.
  const begin = x.shape.map((_, axis) => (axes.includes(axis) ? -1 : 0));
  return slice(recording, x, begin, x.shape, stride);
}

/** Adds `before` and `after` elements of one value round a tensor, by logical axis. */
export function pad(
  recording: Recording,
  x: Recorded,
  paddings: readonly (readonly [number, number])[],
  value: number,
): Recorded {
  if (paddings.every(([before, after]) => before === 0 && after === 0)) return x;
  const shape = x.shape.map((length, axis) => {
    const [before, after] = paddings[axis] ?? [0, 0];
    return length + before + after;
  });
  const physical = byPhysicalAxis(paddings, x.fill === null ? x.order : null);
  const amounts = recording.builder.indices([
    ...physical.map(([before]) => before),
    ...physical.map(([, after]) => after),
  ]);
  const fill = recording.builder.scalar(value, x.type);
  const order: AxisOrder = x.fill === null ? x.order : null;
  return recording.apply(
    'Pad',
    [recording.anyValue(x), amounts, fill],
    { mode: 'constant' },
    x.type,
    shape,
    order,
  );
}

const split = (call: KernelCall): readonly Recorded[] => {
  const x = call.input('x');
  const [axis = 0] = util.parseAxisParam(call.attribute<number>('axis') ?? 0, [...x.shape]);
  const wanted = call.attribute<number | number[]>('numOrSizeSplits');
  const sizes = backend_util.prepareSplitSize({ shape: [...x.shape] } as never, wanted, axis);
  let from = 0;
  return sizes.map((length) => {
    const begin = x.shape.map((_, index) => (index === axis ? from : 0));
    const size = x.shape.map((whole, index) => (index === axis ? length : whole));
    from += length;
    return slice(call.recording, x, begin, size);
  });
};

export const arrangementKernels: KernelFamily = {
  Concat: (call) => {
    const inputs = call.list().filter((input) => !input.shape.includes(0));
    const first = inputs[0] as Recorded;
    const [axis = 0] = util.parseAxisParam(call.attribute<number>('axis'), [...first.shape]);
    return inputs.length === 1 ? first : concat(call.recording, inputs, axis);
  },
  Pack: (call) => {
    const inputs = call.list();
    const axis = call.attribute<number>('axis');
    const rows = inputs.map((input) => {
      const shape = [...input.shape];
      shape.splice(axis, 0, 1);
      return reshapeRecorded(call.recording, input, shape);
    });
    return concat(call.recording, rows, axis);
  },
  Unpack: (call) => {
    const x = call.input('value');
    const axis = call.attribute<number>('axis');
    return Array.from({ length: x.shape[axis] ?? 0 }, (_, index) => {
      const begin = x.shape.map((_, dimension) => (dimension === axis ? index : 0));
      const size = x.shape.map((whole, dimension) => (dimension === axis ? 1 : whole));
      const row = slice(call.recording, x, begin, size);
      return reshapeRecorded(
        call.recording,
        row,
        x.shape.filter((_, dimension) => dimension !== axis),
      );
    });
  },
  Slice: (call) => {
    const x = call.input('x');
    const [begin, size] = slice_util.parseSliceParams(
      { shape: [...x.shape] } as never,
      call.attribute('begin'),
      call.attribute('size'),
    );
    return slice(call.recording, x, begin as number[], size as number[]);
  },
  SplitV: split,
  PadV2: (call) =>
    pad(call.recording, call.input('x'), call.attribute('paddings'), call.attribute('constantValue')),
  Reverse: (call) => reverse(call.recording, call.input('x'), call.attribute('dims')),
  FlipLeftRight: (call) => reverse(call.recording, call.input('image'), 2),
  StridedSlice: (call) => {
    const x = call.input('x');
    const mask = (name: string) => call.attribute<number>(`${name}Mask`);
    const { begin, end, strides, finalShape } = slice_util.sliceInfo(
      [...x.shape],
      call.attribute('begin'),
      call.attribute('end'),
      call.attribute('strides'),
      mask('begin'),
      mask('end'),
      mask('ellipsis'),
      mask('newAxis'),
      mask('shrinkAxis'),
    );
    const size = slice_util.computeOutShape(begin, end, strides);
    return reshapeRecorded(call.recording, slice(call.recording, x, begin, size, strides), finalShape);
  },
  Tile: (call) => {
    const x = call.input('x');
    const reps = call.attribute<readonly number[]>('reps');
    const shape = x.shape.map((length, axis) => length * (reps[axis] ?? 1));
    if (x.fill !== null) return call.recording.filled(x.fill, x.type, shape);
    const repeats = call.recording.builder.indices(byPhysicalAxis(reps, x.order));
    return call.recording.apply('Tile', [call.recording.anyValue(x), repeats], {}, x.type, shape, x.order);
  },
};
