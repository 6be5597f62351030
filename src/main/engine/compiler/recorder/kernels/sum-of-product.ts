import { elementCount, type GraphValue } from '../../graph/graph';
import { physicalAxis, type Recorded } from '../recorded';
import type { Recording } from '../recording';

/** Adding up more elements than this one after the other loses digits; rows are then summed first. */
export const PRECISE_RUN = 16_384;
/** Below this many elements a row, one matrix product a row costs more than it saves. */
const SHORTEST_RUN = 64;

/**
 * The sum over some axes of an elementwise product, as one dot product a row: the product itself, as large
 * as a picture, need not be written. The gradients of normalisations are full of such sums.
 * @returns the sums with reduced dimensions kept as ones; null where `x` is no product of two tensors of
 * its own shape or the reduced axes do not lie together at the end of memory.
 */
export function sumOfProduct(recording: Recording, x: Recorded, axes: readonly number[]): Recorded | null {
  if (x.type !== 'float32' || !x.value || axes.length === 0) return null;
  const factors = factorsOf(recording, x.value);
  if (!factors) return null;
  const physical = x.value.shape;
  const reduced = new Set(axes.map((axis) => physicalAxis(axis, x.order)));
  let first = physical.length;
  while (reduced.has(first - 1)) first -= 1;
  const run = elementCount(physical.slice(first));
  if (run < SHORTEST_RUN) return null;
  const pieces = piecesOf(physical[first] ?? 1, run);
  if (run / pieces < SHORTEST_RUN) return null;
  const rows = elementCount(physical.slice(0, first)) * pieces;
  const sums = dotProducts(recording, factors, rows, run / pieces);
  const others = [...reduced].filter((axis) => axis < first).sort((a, b) => a - b);
  const shape = [...physical.slice(0, first), pieces, ...physical.slice(first + 1).map(() => 1)];
  const partial = recording.reshape(sums, shape);
  const rest = pieces > 1 ? [...others, first] : others;
  const kept = physical.map((size, axis) => (reduced.has(axis) ? 1 : size));
  const value =
    rest.length === 0
      ? partial
      : recording.builder.node('ReduceSum', [partial, recording.builder.indices(rest)], { keepdims: 1 }, [
          'float32',
          kept,
        ]);
  const logical = x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
  return recording.wrap(value, 'float32', logical, x.order);
}

/** Both factors of a product of equally shaped tensors. */
function factorsOf(recording: Recording, value: GraphValue): readonly [GraphValue, GraphValue] | null {
  const producer = recording.builder.producerOf(value);
  if (producer?.op !== 'Mul') return null;
  const [left, right] = producer.inputs.map((name) => recording.builder.valueNamed(name));
  const same = (factor?: GraphValue) => factor?.shape.join() === value.shape.join();
  return left && right && same(left) && same(right) ? [left, right] : null;
}

/** Into how many equal pieces to cut a run along its first dimension so that none is too long to be exact. */
function piecesOf(size: number, run: number): number {
  for (let pieces = 1; pieces <= size; pieces += 1) {
    if (size % pieces === 0 && run / pieces <= PRECISE_RUN) return pieces;
  }
  return size;
}

/** [rows, run] · [rows, run], row by row: [rows, 1, 1]. */
function dotProducts(
  { builder }: Recording,
  [left, right]: readonly [GraphValue, GraphValue],
  rows: number,
  run: number,
): GraphValue {
  const flat = (value: GraphValue) =>
    builder.node('Reshape', [value, builder.indices([rows, 1, run])], {}, ['float32', [rows, 1, run]]);
  // A transpose, not a reshape: the runtime takes it into the product, which then reads both rows in order.
  const turned = builder.node('Transpose', [flat(right)], { perm: [0, 2, 1] }, ['float32', [rows, run, 1]]);
  return builder.node('MatMul', [flat(left), turned], {}, ['float32', [rows, 1, 1]]);
}
