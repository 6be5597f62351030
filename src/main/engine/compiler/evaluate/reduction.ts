import { elementCount } from '../graph/graph';
import { listOf, type Evaluator } from './operand';
import { denseStrides, readStrided } from './strided';

/** Reduces over the axes that the second operand lists: all of them where it is left out. */
const reduction =
  (
    start: number,
    step: (total: number, value: number) => number,
    end = (total: number, _count: number) => total,
  ) =>
  ({ operands: [x, axes], attributes }: Parameters<Evaluator>[0]) => {
    if (!x || attributes['noop_with_empty_axes']) return null;
    const every = x.shape.map((_, axis) => axis);
    const reduced = (listOf(axes) ?? every).map((axis) => (axis < 0 ? axis + x.shape.length : axis));
    const kept = every.filter((axis) => !reduced.includes(axis));
    const order = [...kept, ...every.filter((axis) => reduced.includes(axis))];
    const strides = denseStrides(x.shape);
    const sorted = readStrided(
      x.values,
      order.map((axis) => x.shape[axis] as number),
      order.map((axis) => strides[axis] as number),
    );
    const count = elementCount(reduced.map((axis) => x.shape[axis] as number));
    return Float64Array.from({ length: sorted.length / count }, (_, index) =>
      end(sorted.subarray(index * count, (index + 1) * count).reduce(step, start), count),
    );
  };

const plus = (total: number, value: number): number => total + value;

export const reductionEvaluators: Readonly<Record<string, Evaluator>> = {
  ReduceSum: reduction(0, plus),
  ReduceMean: reduction(0, plus, (total, count) => total / count),
  ReduceMax: reduction(Number.NEGATIVE_INFINITY, (a, b) => Math.max(a, b)),
  ReduceMin: reduction(Number.POSITIVE_INFINITY, (a, b) => Math.min(a, b)),
  ReduceProd: reduction(1, (a, b) => a * b),
};
