import { backend_util } from '@tensorflow/tfjs-core';
import { elementCount, type GraphValue } from '../../graph/graph';
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
): Recorded {
  const shape = inputs
    .map((input) => [...input.shape])
    .reduce((a, b) => backend_util.assertAndGetBroadcastShape(a, b));
  const order = commonOrder(inputs, shape);
  const values = inputs.map((input) => broadcastable(recording, input, order, shape.length));
  // Fills are fed as scalars, so a result no input spans yet has to be expanded.
  const spanned = inputs.some((input) => input.fill === null && sameShape(input.shape, shape));
  const joint = spanned || values.length === 0 ? physicalShape(shape, order) : jointShape(values);
  const result = recording.builder.node(op, values, {}, [type, joint]);
  const full = physicalShape(shape, order);
  if (sameShape(joint, full)) return recording.wrap(result, type, shape, order);
  const expanded = recording.builder.node('Expand', [result, recording.builder.indices(full)], {}, [
    type,
    full,
  ]);
  return recording.wrap(expanded, type, shape, order);
}

/** Records a two-input broadcasting operator. */
export function elementwise(
  call: KernelCall,
  op: string,
  a: Recorded,
  b: Recorded,
  type: Recorded['type'] = a.type,
): Recorded {
  return broadcast(call.recording, op, [a, b], type);
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
