import { elementCount } from '../graph/graph';

/** Steps between neighbours along each axis of a dense array, in elements. */
export const denseStrides = (shape: readonly number[]): readonly number[] =>
  shape.map((_, axis) => elementCount(shape.slice(axis + 1)));

/** Steps that read an array of shape `from` as if it were broadcast to shape `to`. */
export function broadcastStrides(from: readonly number[], to: readonly number[]): readonly number[] {
  const dense = denseStrides(from);
  return to.map((_, axis) => {
    const own = axis - (to.length - from.length);
    return own < 0 || from[own] === 1 ? 0 : (dense[own] as number);
  });
}

/** Reads `values` in the order of an array of `shape` whose neighbours lie `strides` apart. */
export function readStrided(
  values: ArrayLike<number>,
  shape: readonly number[],
  strides: readonly number[],
  offset = 0,
): Float64Array {
  const result = new Float64Array(elementCount(shape));
  const index = new Array<number>(shape.length).fill(0);
  let place = offset;
  for (let next = 0; next < result.length; next += 1) {
    result[next] = values[place] as number;
    for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
      index[axis]! += 1;
      place += strides[axis]!;
      if (index[axis]! < shape[axis]!) break;
      place -= shape[axis]! * strides[axis]!;
      index[axis] = 0;
    }
  }
  return result;
}

/** Reads `values` of shape `from` as broadcast to shape `to`. */
export const readBroadcast = (
  values: ArrayLike<number>,
  from: readonly number[],
  to: readonly number[],
): ArrayLike<number> =>
  from.join() === to.join() ? values : readStrided(values, to, broadcastStrides(from, to));
