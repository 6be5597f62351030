import { arithmetic } from '../compiler/onnx/arithmetic';
import type { OnnxWriter } from '../compiler/onnx/onnx-writer';
import { reduceLines } from './reduce-lines';

/** A photo in working size. */
export interface WorkingPhoto {
  /** Planes [3, height, width], 0–255 in whole steps, float32. */
  readonly planes: string;
  /** int64, without dimensions. */
  readonly height: string;
  readonly width: string;
}

/**
 * Reduces a photo, uint8 [height, width, 3], so that its longer side has at most `longSide` pixels; never
 * enlarges. Does what the app's decoder does (sharp, that is libvips, with its Lanczos kernel): the rows, then
 * the columns, each rounded to whole grey levels, to the very same pixels.
 */
export function reducePhoto(writer: OnnxWriter, photo: string, longSide: number): WorkingPhoto {
  const { min, max, div } = arithmetic(writer, 'float64');
  const shape = writer.op('Shape', [photo]);
  const side = (axis: number) => writer.op('Gather', [shape, writer.scalar(axis, 'int64')], { axis: 0 });
  const [height, width] = [side(0), side(1)];
  const asDouble = (value: string) => writer.cast(value, 'float64');
  const longest = asDouble(writer.op('Max', [height, width]));
  const factor = max(div(longest, longSide), 1);
  // A side never vanishes.
  const shrinkOf = (length: string) => min(factor, asDouble(length));

  const rows = writer.op('Reshape', [photo, writer.integers([0, -1])]);
  const low = reduceLines(writer, rows, height, shrinkOf(height));
  const columns = writer.op('Reshape', [
    writer.op('Transpose', [reshaped(writer, low.lines, [-1, width, 3])], { perm: [1, 2, 0] }),
    writer.integers([0, -1]),
  ]);
  const small = reduceLines(writer, columns, width, shrinkOf(width));
  const upright = reshaped(writer, small.lines, [-1, 3, low.count]);
  return {
    planes: writer.op('Transpose', [upright], { perm: [1, 2, 0] }),
    height: low.count,
    width: small.count,
  };
}

/** Reshapes to sizes of which some are known only when the graph runs: int64 without dimensions. */
function reshaped(writer: OnnxWriter, values: string, sizes: readonly (number | string)[]): string {
  const lists = sizes.map((size) =>
    typeof size === 'number' ? writer.integers([size]) : writer.op('Reshape', [size, writer.integers([1])]),
  );
  return writer.op('Reshape', [values, writer.op('Concat', lists, { axis: 0 })]);
}
