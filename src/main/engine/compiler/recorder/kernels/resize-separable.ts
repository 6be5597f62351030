import type { KernelCall } from '../kernel';
import { IMAGE_ORDER, type Recorded } from '../recorded';

/** Weights of a one-dimensional resize, [to, from] row by row. */
export type Interpolation = (from: number, to: number) => Float32Array;

export interface ResizeSizes {
  readonly small: readonly number[];
  readonly large: readonly number[];
}

/**
 * A resize is linear and separable: rows and columns are each one matrix product, and the gradient is the
 * same with both matrices transposed.
 * @param x of the `small` shape, or with `backwards` of the `large` one.
 */
export function resizeSeparably(
  { recording }: KernelCall,
  x: Recorded,
  { small, large }: ResizeSizes,
  interpolation: Interpolation,
  backwards: boolean,
): Recorded {
  const { builder } = recording;
  const matrix = (axis: number) => {
    const [from, to] = [small[axis] as number, large[axis] as number];
    const weights = builder.constant(interpolation(from, to), 'float32', [to, from]);
    return {
      weights,
      turned: builder.node('Transpose', [weights], { perm: [1, 0] }, ['float32', [from, to]]),
    };
  };
  const [rows, columns] = [matrix(1), matrix(2)];
  const result = backwards ? small : large;
  const [batch = 0, height = 0, width = 0, channels = 0] = result;
  const value = recording.valueIn(x, IMAGE_ORDER);
  const right = backwards ? columns.weights : columns.turned;
  const left = backwards ? rows.turned : rows.weights;
  const wide = builder.node('MatMul', [value, right], {}, [
    'float32',
    [batch, channels, x.shape[1] ?? 0, width],
  ]);
  const both = builder.node('MatMul', [left, wide], {}, ['float32', [batch, channels, height, width]]);
  return recording.wrap(both, 'float32', result, IMAGE_ORDER);
}
