import type { ElementType, GraphValue } from '../graph/graph';

/**
 * The physical order of a tensor's dimensions: physical dimension i holds logical dimension `order[i]`.
 * Null means that both orders agree.
 */
export type AxisOrder = readonly number[] | null;

/** TensorFlow.js keeps images as NHWC; ONNX convolutions want NCHW. */
export const IMAGE_ORDER: AxisOrder = [0, 3, 1, 2];
/** TensorFlow.js keeps filters as HWIO; ONNX convolutions want OIHW. */
export const FILTER_ORDER: AxisOrder = [3, 2, 0, 1];

/**
 * A tensor while it is being recorded. `shape` is the logical shape that model code sees; the graph value
 * may hold the dimensions in another order, so that a chain of convolutions needs no transposes.
 * A tensor whose elements all equal one number stays a number (`fill`) until a node really needs it.
 */
export interface Recorded {
  readonly type: Exclude<ElementType, 'int64'>;
  readonly shape: readonly number[];
  readonly order: AxisOrder;
  readonly value: GraphValue | null;
  readonly fill: number | null;
}

export const sameOrder = (a: AxisOrder, b: AxisOrder): boolean => (a?.join() ?? '') === (b?.join() ?? '');

/** Drops an order that changes nothing. */
export const normalizeOrder = (order: AxisOrder): AxisOrder =>
  order?.every((axis, index) => axis === index) ? null : order;

export const physicalShape = (shape: readonly number[], order: AxisOrder): readonly number[] =>
  order ? order.map((axis) => shape[axis] as number) : shape;

/** Where a logical axis lies physically. */
export const physicalAxis = (axis: number, order: AxisOrder): number => (order ? order.indexOf(axis) : axis);

/** Values given by logical axis, listed by physical axis. */
export const byPhysicalAxis = <T>(values: readonly T[], order: AxisOrder): readonly T[] =>
  order ? order.map((axis) => values[axis] as T) : values;
