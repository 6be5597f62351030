import { util } from '@tensorflow/tfjs-core';
import { elementCount } from '../../graph/graph';
import type { KernelCall, KernelFamily } from '../kernel';
import { physicalAxis, type Recorded } from '../recorded';
import { elementwise } from './elementwise';
import { reshapeRecorded } from './reshape';
import { sumOfProduct } from './sum-of-product';
import { cast } from './unary';

/**
 * Reduces over logical axes. The nodes keep reduced dimensions as ones, so the dimension order survives;
 * dropping them afterwards is a reshape.
 */
export function reduce(
  call: KernelCall,
  op: string,
  x: Recorded,
  axis: number | readonly number[] | null | undefined,
  keepDims: boolean,
): Recorded {
  const axes = util.parseAxisParam(axis == null ? x.shape.map((_, index) => index) : [axis].flat(), [
    ...x.shape,
  ]);
  const kept = x.shape.map((size, index) => (axes.includes(index) ? 1 : size));
  const dots = op === 'ReduceSum' || op === 'ReduceMean' ? sumOfProduct(call.recording, x, axes) : null;
  const share = op === 'ReduceMean' ? 1 / elementCount(axes.map((axis) => x.shape[axis] ?? 1)) : 1;
  if (dots) return shaped(call, scaled(call, dots, share), kept, keepDims, axes);
  const reduced = axes.length > 0 ? reduceAxes(call, op, orderless(x), axes, kept) : x;
  return shaped(call, reduced, kept, keepDims, axes);
}

/** Drops the reduced dimensions, ones by now, unless they are to be kept. */
function shaped(
  call: KernelCall,
  reduced: Recorded,
  kept: readonly number[],
  keepDims: boolean,
  axes: readonly number[],
): Recorded {
  const result = { ...reduced, shape: kept };
  if (keepDims) return result;
  const shape = kept.filter((_, axis) => !axes.includes(axis));
  return reshapeRecorded(call.recording, result, shape);
}

const scaled = (call: KernelCall, x: Recorded, factor: number): Recorded =>
  factor === 1 ? x : elementwise(call, 'Mul', x, call.recording.filled(factor, 'float32', []));

function reduceAxes(
  call: KernelCall,
  op: string,
  x: Recorded,
  axes: readonly number[],
  kept: readonly number[],
): Recorded {
  const physical = axes.map((index) => physicalAxis(index, x.order)).sort((a, b) => a - b);
  const inputs = [call.recording.anyValue(x), call.recording.builder.indices(physical)];
  return call.recording.apply(op, inputs, { keepdims: 1 }, x.type, kept, x.order);
}

const orderless = (x: Recorded): Recorded => (x.fill !== null ? { ...x, order: null } : x);

const reduction = (op: string) => (call: KernelCall) => {
  const keepDims = call.attribute<boolean | undefined>('keepDims') ?? false;
  return reduce(call, op, call.input('x'), call.attribute('axis'), keepDims);
};

const argument = (op: string) => (call: KernelCall) => {
  const x = call.input('x');
  const [axis = 0] = util.parseAxisParam(call.attribute<number>('axis') ?? 0, [...x.shape]);
  const shape = x.shape.filter((_, index) => index !== axis);
  const index = call.recording.builder.node(op, [call.recording.valueIn(x, null)], { axis, keepdims: 0 }, [
    'int64',
    shape,
  ]);
  return call.recording.apply('Cast', [index], { to: 6 }, 'int32', shape);
};

/** "All" is the smallest of zeros and ones, "any" the largest. */
const ofFlags = (op: 'ReduceMin' | 'ReduceMax') => (call: KernelCall) => {
  const x = cast(call, call.input('x'), 'int32');
  const keepDims = call.attribute<boolean | undefined>('keepDims') ?? false;
  return cast(call, reduce(call, op, x, call.attribute('axis'), keepDims), 'bool');
};

export const reductionKernels: KernelFamily = {
  All: ofFlags('ReduceMin'),
  Any: ofFlags('ReduceMax'),
  Sum: reduction('ReduceSum'),
  Mean: (call) => {
    const x = cast(call, call.input('x'), 'float32');
    const keepDims = call.attribute<boolean | undefined>('keepDims') ?? false;
    return reduce(call, 'ReduceMean', x, call.attribute('axis'), keepDims);
  },
  Max: (call) =>
    reduce(
      call,
      'ReduceMax',
      call.input('x'),
      call.attribute('reductionIndices') ?? call.attribute('axis'),
      call.attribute('keepDims') ?? false,
    ),
  Min: reduction('ReduceMin'),
  Prod: reduction('ReduceProd'),
  ArgMax: argument('ArgMax'),
  ArgMin: argument('ArgMin'),
};
