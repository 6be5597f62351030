import { GraphBuilder, typedValues, type ResultSpec } from '../graph/graph-builder';
import {
  elementCount,
  type Attribute,
  type ConstantValues,
  type Graph,
  type GraphValue,
} from '../graph/graph';
import { differenceError } from './explain';
import type { Journal } from './journal';
import { normalizeOrder, physicalShape, sameOrder, type AxisOrder, type Recorded } from './recorded';
import type { RecordingError } from './recording-error';

export type RecordedType = Recorded['type'];

/** The graph that one recording grows, with the moves between logical and physical dimension orders. */
export class Recording {
  readonly builder = new GraphBuilder();
  /** What went wrong where nobody would have caught it. */
  failure: RecordingError | null = null;

  /** @param journal where to write what is recorded, or what to hold it against. */
  constructor(private readonly journal: Journal | null = null) {}

  /**
   * Notes what model code did.
   * @throws RecordingError where it did something else the first time.
   */
  note(entry: () => string | ConstantValues): void {
    if (!this.journal) return;
    const done = entry();
    if (this.journal.agrees(done)) return;
    throw differenceError(
      typeof done === 'string' ? `other operations or numbers (${done})` : 'other numbers',
    );
  }

  input(name: string, type: RecordedType, shape: readonly number[], order: AxisOrder): Recorded {
    const value = this.builder.input(name, type, physicalShape(shape, order));
    return { type, shape, order: normalizeOrder(order), value, fill: null };
  }

  filled(fill: number, type: RecordedType, shape: readonly number[]): Recorded {
    return { type, shape, order: null, value: null, fill };
  }

  /** Wraps a graph value whose physical shape follows from `shape` and `order`. */
  wrap(value: GraphValue, type: RecordedType, shape: readonly number[], order: AxisOrder = null): Recorded {
    return { type, shape, order: normalizeOrder(order), value, fill: null };
  }

  /** Adds a node and wraps its result, computing the physical shape from the logical one. */
  apply(
    op: string,
    inputs: readonly (GraphValue | null)[],
    attributes: Readonly<Record<string, Attribute>>,
    type: RecordedType,
    shape: readonly number[],
    order: AxisOrder = null,
  ): Recorded {
    const spec: ResultSpec = [type, physicalShape(shape, order)];
    return this.wrap(this.builder.node(op, inputs, attributes, spec), type, shape, order);
  }

  /** The graph value of a tensor in the wanted dimension order, transposing where it has to. */
  valueIn(tensor: Recorded, order: AxisOrder): GraphValue {
    const wanted = normalizeOrder(order);
    if (tensor.fill !== null) return this.expandedFill(tensor, wanted);
    const value = this.valueOf(tensor);
    if (sameOrder(tensor.order, wanted)) return value;
    const shape = physicalShape(tensor.shape, wanted);
    if (keepsElementOrder(tensor.shape, tensor.order, wanted)) return this.reshape(value, shape);
    const perm = (wanted ?? tensor.shape.map((_, axis) => axis)).map((axis) =>
      tensor.order ? tensor.order.indexOf(axis) : axis,
    );
    return this.builder.node('Transpose', [value], { perm }, [tensor.type, shape]);
  }

  /** The graph value in the order it happens to have; for operators that treat all axes alike. */
  anyValue(tensor: Recorded): GraphValue {
    return tensor.fill !== null ? this.expandedFill(tensor, null) : this.valueOf(tensor);
  }

  /** A number where the tensor is filled with one, for operators that broadcast; else null. */
  scalarOf(tensor: Recorded): GraphValue | null {
    return tensor.fill === null ? null : this.builder.scalar(tensor.fill, tensor.type);
  }

  reshape(value: GraphValue, shape: readonly number[]): GraphValue {
    if (value.shape.join() === shape.join()) return value;
    // Without this a zero would mean "as long as the input there", not "nothing".
    const attributes = shape.includes(0) ? { allowzero: 1 } : {};
    const inputs = [value, this.builder.indices(shape)];
    return this.builder.node('Reshape', inputs, attributes, [value.type, shape]);
  }

  finish(outputs: readonly { readonly name: string; readonly value: GraphValue }[]): Graph {
    return this.builder.finish(outputs);
  }

  private valueOf(tensor: Recorded): GraphValue {
    if (!tensor.value) throw new Error('A recorded tensor has neither a value nor a fill.');
    return tensor.value;
  }

  private expandedFill(tensor: Recorded, order: AxisOrder): GraphValue {
    const scalar = this.builder.scalar(tensor.fill ?? 0, tensor.type);
    const shape = physicalShape(tensor.shape, order);
    if (shape.length === 0) return scalar;
    if (elementCount(shape) <= 64) {
      const values = new Array<number>(elementCount(shape)).fill(tensor.fill ?? 0);
      return this.builder.constant(typedValues(values, tensor.type), tensor.type, shape);
    }
    return this.builder.node('Expand', [scalar, this.builder.indices(shape)], {}, [tensor.type, shape]);
  }
}

/** Whether two dimension orders list the dimensions larger than one alike, so that a reshape will do. */
export function keepsElementOrder(shape: readonly number[], from: AxisOrder, to: AxisOrder): boolean {
  const axes = shape.map((_, axis) => axis);
  const real = (order: AxisOrder) => (order ?? axes).filter((axis) => (shape[axis] ?? 1) > 1).join();
  return real(from) === real(to);
}
