import type { AxisOrder } from './recorded';

/** Rearranges values from logical order into the physical `order`. */
export function toPhysical(values: Float32Array, shape: readonly number[], order: AxisOrder): Float32Array {
  if (!order) return values;
  const result = new Float32Array(values.length);
  forEachPlace(shape, order, (logical, physical) => {
    result[physical] = values[logical] as number;
  });
  return result;
}

/** Rearranges values from the physical `order` back into logical order. */
export function toLogical(values: Float32Array, shape: readonly number[], order: AxisOrder): Float32Array {
  if (!order) return values.slice();
  const result = new Float32Array(values.length);
  forEachPlace(shape, order, (logical, physical) => {
    result[logical] = values[physical] as number;
  });
  return result;
}

function forEachPlace(
  shape: readonly number[],
  order: readonly number[],
  visit: (logical: number, physical: number) => void,
): void {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
  const sizes = order.map((axis) => shape[axis] as number);
  const steps = order.map((axis) => strides[axis] as number);
  const index = new Array<number>(sizes.length).fill(0);
  const total = sizes.reduce((product, size) => product * size, 1);
  let logical = 0;
  for (let physical = 0; physical < total; physical += 1) {
    visit(logical, physical);
    for (let axis = sizes.length - 1; axis >= 0; axis -= 1) {
      index[axis] = (index[axis] as number) + 1;
      logical += steps[axis] as number;
      if ((index[axis] as number) < (sizes[axis] as number)) break;
      logical -= (sizes[axis] as number) * (steps[axis] as number);
      index[axis] = 0;
    }
  }
}
