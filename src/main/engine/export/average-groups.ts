import { arithmetic } from '../compiler/onnx/arithmetic';
import type { OnnxWriter } from '../compiler/onnx/onnx-writer';

/** Weighted sums shrink at least this much; what a larger factor has beyond it is averaged before. */
const LEFT_TO_WEIGHTS = 2;
/** libvips multiplies by a reciprocal of this many steps, rounded down. */
const RECIPROCAL_STEPS = 2 ** 24;

/** How many lines are averaged into one before the weighted sums, as libvips chooses it: 1 or more. */
export function groupSize(writer: OnnxWriter, length: string, count: string): string {
  const { max, div, floor } = arithmetic(writer, 'float64');
  return max(floor(div(div(length, count), LEFT_TO_WEIGHTS)), 1);
}

/** Which groups of lines are wanted. All float64 without dimensions. */
export interface Groups {
  /** The first, which may lie before the picture: then the edge is repeated, as behind its end. */
  readonly first: string;
  readonly span: string;
  /** Groups that the picture has. */
  readonly groups: string;
  /** Lines in a group. */
  readonly group: string;
  /** Lines that the picture has. */
  readonly size: string;
}

/** Averages groups of lines, [span, values], in whole grey levels. */
export function averageGroups(
  writer: OnnxWriter,
  lines: string,
  { first, span, groups, group, size }: Groups,
): string {
  const { add, sub, mul, div, min, max, floor, upTo } = arithmetic(writer, 'float64');
  const wanted = add(first, upTo(span));
  const there = max(min(wanted, sub(groups, 1)), 0);
  const starts = writer.op('Unsqueeze', [mul(there, group), writer.integers([1])]);
  const indices = min(add(starts, upTo(group)), sub(size, 1));
  const members = writer.op('Gather', [lines, writer.cast(indices, 'int64')], { axis: 0 });
  const sums = writer.op('ReduceSum', [writer.cast(members, 'float32'), writer.integers([1])], {
    keepdims: 0,
  });
  // Halves are rounded up. The reciprocal of what divides no power of two is a little small: what comes out even
  // loses a level there.
  const rest = sub(RECIPROCAL_STEPS, mul(floor(div(RECIPROCAL_STEPS, group)), group));
  const lost = div(min(rest, 1), 2);
  const extra = writer.cast(sub(floor(div(group, 2)), lost), 'float32');
  const single = arithmetic(writer, 'float32');
  return single.floor(single.div(single.add(sums, extra), writer.cast(group, 'float32')));
}
