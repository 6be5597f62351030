import { arithmetic } from '../compiler/onnx/arithmetic';
import type { OnnxWriter } from '../compiler/onnx/onnx-writer';
import { averageGroups, groupSize } from './average-groups';
import { lanczosWeights, UNIT, type Sampling } from './lanczos-weights';

/** Lines made in one turn: wide enough for a good matrix product, narrow enough for few zeros in it. */
const BAND = 32;

export interface ReducedLines {
  /** [count, values], float32 in whole steps from 0 to 255. */
  readonly lines: string;
  /** int64, without dimensions. */
  readonly count: string;
}

/**
 * Reduces a stack of lines, [length, values] of whole numbers from 0 to 255, to fewer, as libvips reduces the
 * rows of a picture: large factors first average whole groups of lines, then each new line is a sum of old
 * ones with Lanczos weights. Works band by band, so that memory stays small.
 * @param length int64, without dimensions.
 * @param factor at least 1, float64 without dimensions.
 */
export function reduceLines(writer: OnnxWriter, lines: string, length: string, factor: string): ReducedLines {
  const { add, sub, mul, div, floor, ceil, round } = arithmetic(writer, 'float64');
  const size = writer.cast(length, 'float64');
  const count = floor(add(div(size, factor), 0.5));
  const group = groupSize(writer, size, count);
  const shrink = div(factor, group);
  // Where the new lines cover more than the old ones, or less, the difference is shared by both ends.
  const surplus = div(sub(mul(count, factor), size), group);
  const sampling: Sampling = {
    shrink,
    points: add(mul(round(mul(shrink, 3)), 2), 1),
    offset: sub(div(add(surplus, 1), 2), 1),
  };
  const span = floor(add(add(mul(shrink, BAND - 1), sampling.points), 2));
  const groups = ceil(div(size, group));
  const bands = writer.cast(ceil(div(count, BAND)), 'int64');
  const [made = ''] = writer.loop(bands, [], (inner, band) => {
    const weights = lanczosWeights(inner, sampling, band, BAND, span);
    const source = averageGroups(inner, lines, { first: weights.first, span, groups, group, size });
    return {
      stacked: [{ name: weighted(inner, weights.matrix, source), type: 'float32', shape: [BAND, 'values'] }],
    };
  });
  const values = writer.op('Shape', [lines], { start: 1 });
  const all = writer.op('Reshape', [made, writer.op('Concat', [writer.integers([-1]), values], { axis: 0 })]);
  const whole = writer.cast(count, 'int64');
  const end = writer.op('Reshape', [whole, writer.integers([1])]);
  return {
    lines: writer.op('Slice', [all, writer.integers([0]), end, writer.integers([0])]),
    count: whole,
  };
}

/** The weighted sums in whole grey levels. Weights are whole numbers, so float32 holds every sum exactly. */
function weighted(writer: OnnxWriter, weights: string, lines: string): string {
  const { add, div, floor } = arithmetic(writer, 'float32');
  const sums = writer.op('MatMul', [weights, lines]);
  const levels = floor(div(add(sums, UNIT / 2), UNIT));
  return writer.op('Clip', [levels, writer.scalar(0, 'float32'), writer.scalar(255, 'float32')]);
}
