import { backend_util } from '@tensorflow/tfjs-core';
import { elementCount, type Attribute, type GraphValue } from '../../graph/graph';
import type { KernelCall } from '../kernel';
import { normalizeOrder, physicalShape, type AxisOrder, type Recorded } from '../recorded';
import { keepsElementOrder, type Recording } from '../recording';

/**
 * Records a broadcasting operator over any number of inputs. The result keeps the dimension order of the
 * largest input that has one of its own; the others are brought to it.
 */
export function broadcast(
  recording: Recording,
  op: string,
  inputs: readonly Recorded[],
  type: Recorded['type'],
  attributes: Readonly<Record<string, Attribute>> = {},
): Recorded {
  const shape = inputs
    .map((input) => [...input.shape])
    .reduce((a, b) => backend_util.assertAndGetBroadcastShape(a, b));
  const order = commonOrder(inputs, shape);
  const values = inputs.map((input) => broadcastable(recording, input, order, shape.length));
  // Fills and single elements are fed as scalars: the node's result may still lack dimensions.
  const joint = jointShape(values);
  const result = recording.builder.node(op, values, attributes, [type, joint]);
  return recording.wrap(spread(recording, result, physicalShape(shape, order)), type, shape, order);
}

/** Brings a value to a shape that it broadcasts to. */
function spread(recording: Recording, value: GraphValue, shape: readonly number[]): GraphValue {
  if (sameShape(value.shape, shape)) return value;
  if (elementCount(value.shape) === elementCount(shape)) return recording.reshape(value, shape);
  const size = recording.builder.indices(shape);
  return recording.builder.node('Expand', [value, size], {}, [value.type, shape]);
}

/** Records a two-input broadcasting operator. */
export function elementwise(
  call: KernelCall,
  op: string,
  a: Recorded,
  b: Recorded,
  type: Recorded['type'] = a.type,
  attributes: Readonly<Record<string, Attribute>> = {},
): Recorded {
  return broadcast(call.recording, op, [a, b], type, attributes);
}

/** Records a one-input operator that treats all elements alike, whatever order they lie in. */
export const mapped = (
  { recording }: KernelCall,
  op: string,
  x: Recorded,
  attributes: Readonly<Record<string, Attribute>> = {},
  type: Recorded['type'] = x.type,
): Recorded => recording.apply(op, [recording.anyValue(x)], attributes, type, x.shape, x.order);

/** A number that broadcasts against everything. */
export const numeral = (
  { recording }: KernelCall,
  value: number,
  type: Recorded['type'] = 'float32',
): Recorded => recording.filled(value, type, []);

/** `yes` where the condition holds, else `no`. ONNX Runtime picks between numbers only, not between flags. */
export function choose(call: KernelCall, condition: Recorded, yes: Recorded, no: Recorded): Recorded {
  if (yes.type !== 'bool') return broadcast(call.recording, 'Where', [condition, yes, no], yes.type);
  const kept = elementwise(call, 'And', condition, yes);
  return elementwise(call, 'Or', kept, elementwise(call, 'And', mapped(call, 'Not', condition), no));
}

export const sameShape = (a: readonly number[], b: readonly number[]): boolean => a.join() === b.join();

function commonOrder(inputs: readonly Recorded[], shape: readonly number[]): AxisOrder {
  const full = inputs.filter((input) => input.fill === null && input.shape.length === shape.length);
  const largest = [...full].sort((a, b) => elementCount(b.shape) - elementCount(a.shape));
  const ordered = largest.find((input) => input.order);
  return ordered?.order ?? null;
}

/** An input as a value that broadcasts against others of the given rank in the given order. */
function broadcastable(recording: Recording, input: Recorded, order: AxisOrder, rank: number): GraphValue {
  const scalar = recording.scalarOf(input);
  if (scalar) return scalar;
  if (elementCount(input.shape) === 1) return recording.reshape(recording.anyValue(input), []);
  const target = normalizeOrder(order);
  if (!target) return recording.valueIn(input, null);
  if (input.shape.length === rank) return recording.valueIn(input, target);
  const padded = [...new Array<number>(rank - input.shape.length).fill(1), ...input.shape];
  const logical = recording.reshape(recording.valueIn(input, null), padded);
  if (keepsElementOrder(padded, null, target)) {
    return recording.reshape(logical, physicalShape(padded, target));
  }
  return recording.valueIn(recording.wrap(logical, input.type, padded), target);
}

const jointShape = (values: readonly GraphValue[]): readonly number[] =>
  values.map((value) => [...value.shape]).reduce((a, b) => backend_util.assertAndGetBroadcastShape(a, b));
