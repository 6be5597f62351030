import { elementCount } from '../graph/graph';
import { listOf, type Evaluator, type Operand } from './operand';
import { denseStrides, readBroadcast, readStrided } from './strided';

const unchanged: Evaluator = ({ operands: [x] }) => x?.values ?? null;

const transpose: Evaluator = ({ operands: [x], attributes, shape }) => {
  if (!x) return null;
  const strides = denseStrides(x.shape);
  const perm = attributes['perm'] as readonly number[];
  return readStrided(
    x.values,
    shape,
    perm.map((axis) => strides[axis] as number),
  );
};

const expand: Evaluator = ({ operands: [x], shape }) => (x ? readBroadcast(x.values, x.shape, shape) : null);

const slice: Evaluator = ({ operands: [x, starts, , axes, steps], shape }) => {
  const begin = listOf(starts);
  if (!x || !begin) return null;
  const along = (listOf(axes) ?? begin.map((_, axis) => axis)).map((axis) =>
    axis < 0 ? axis + x.shape.length : axis,
  );
  const step = listOf(steps) ?? begin.map(() => 1);
  const strides = [...denseStrides(x.shape)];
  let offset = 0;
  along.forEach((axis, index) => {
    const size = x.shape[axis] as number;
    const from = begin[index]! < 0 ? begin[index]! + size : begin[index]!;
    offset += Math.min(Math.max(from, 0), size - 1) * strides[axis]!;
    strides[axis]! *= step[index]!;
  });
  return readStrided(x.values, shape, strides, offset);
};

const concat: Evaluator = ({ operands, attributes, shape }) => {
  if (operands.includes(null)) return null;
  const given = attributes['axis'] as number;
  const axis = given < 0 ? given + shape.length : given;
  const result = new Float64Array(elementCount(shape));
  const row = elementCount(shape.slice(axis));
  let start = 0;
  for (const { shape: part, values } of operands as readonly Operand[]) {
    const length = elementCount(part.slice(axis));
    for (let index = 0; index < values.length; index += 1) {
      result[Math.floor(index / length) * row + start + (index % length)] = values[index]!;
    }
    start += length;
  }
  return result;
};

const gather: Evaluator = ({ operands: [x, indices], attributes }) => {
  if (!x || !indices) return null;
  const axis = (attributes['axis'] as number | undefined) ?? 0;
  if (axis < 0) return null;
  const [size, inner] = [x.shape[axis] as number, elementCount(x.shape.slice(axis + 1))];
  const outer = elementCount(x.shape.slice(0, axis));
  const count = indices.values.length;
  const result = new Float64Array(outer * count * inner);
  for (let block = 0; block < outer * count; block += 1) {
    const index = indices.values[block % count]!;
    const from = (Math.floor(block / count) * size + (index < 0 ? index + size : index)) * inner;
    for (let place = 0; place < inner; place += 1) result[block * inner + place] = x.values[from + place]!;
  }
  return result;
};

export const arrangementEvaluators: Readonly<Record<string, Evaluator>> = {
  Reshape: unchanged,
  Transpose: transpose,
  Expand: expand,
  Slice: slice,
  Concat: concat,
  Gather: gather,
};
