import { backend_util } from '@tensorflow/tfjs-core';
import type { KernelCall, KernelFamily } from '../kernel';
import type { Recorded } from '../recorded';
import { choose, elementwise, sameShape } from './elementwise';

const binary =
  (op: string, compute: (a: number, b: number) => number, type?: Recorded['type']) =>
  (call: KernelCall): Recorded => {
    const [a, b] = [call.input('a'), call.input('b')];
    if (a.fill !== null && b.fill !== null && sameShape(a.shape, b.shape)) {
      return call.recording.filled(compute(a.fill, b.fill), type ?? a.type, a.shape);
    }
    return elementwise(call, op, a, b, type ?? a.type);
  };

const comparison = (op: string, compute: (a: number, b: number) => boolean) =>
  binary(op, (a, b) => Number(compute(a, b)), 'bool');

/** Whether the fill changes nothing in an operation that has `neutral` as its neutral element. */
const isNeutral = (maybe: Recorded, other: Recorded, neutral: number): boolean =>
  maybe.fill === neutral &&
  sameShape(backend_util.assertAndGetBroadcastShape([...maybe.shape], [...other.shape]), other.shape);

export const binaryKernels: KernelFamily = {
  Add: (call) => {
    const [a, b] = [call.input('a'), call.input('b')];
    if (isNeutral(a, b, 0)) return b;
    if (isNeutral(b, a, 0)) return a;
    return binary('Add', (x, y) => x + y)(call);
  },
  Sub: (call) => {
    const [a, b] = [call.input('a'), call.input('b')];
    return isNeutral(b, a, 0) ? a : binary('Sub', (x, y) => x - y)(call);
  },
  // Gradients of sums multiply by a tensor of ones, which would cost a pass over memory each.
  Multiply: (call) => {
    const [a, b] = [call.input('a'), call.input('b')];
    if (isNeutral(a, b, 1)) return b;
    if (isNeutral(b, a, 1)) return a;
    return binary('Mul', (x, y) => x * y)(call);
  },
  RealDiv: (call) => {
    const [a, b] = [call.input('a'), call.input('b')];
    return isNeutral(b, a, 1) ? a : binary('Div', (x, y) => x / y)(call);
  },
  Maximum: binary('Max', Math.max),
  Minimum: binary('Min', Math.min),
  Pow: binary('Pow', Math.pow),
  SquaredDifference: (call) => {
    const difference = elementwise(call, 'Sub', call.input('a'), call.input('b'));
    return elementwise(call, 'Mul', difference, difference);
  },
  Equal: comparison('Equal', (a, b) => a === b),
  NotEqual: (call) => {
    const equal = elementwise(call, 'Equal', call.input('a'), call.input('b'), 'bool');
    const value = call.recording.anyValue(equal);
    return call.recording.apply('Not', [value], {}, 'bool', equal.shape, equal.order);
  },
  Greater: comparison('Greater', (a, b) => a > b),
  GreaterEqual: comparison('GreaterOrEqual', (a, b) => a >= b),
  Less: comparison('Less', (a, b) => a < b),
  LessEqual: comparison('LessOrEqual', (a, b) => a <= b),
  LogicalAnd: comparison('And', (a, b) => Boolean(a && b)),
  LogicalOr: comparison('Or', (a, b) => Boolean(a || b)),
  Prelu: (call) => {
    const [x, alpha] = [call.input('x'), call.input('alpha')];
    const zero = call.recording.filled(0, 'float32', []);
    const positive = elementwise(call, 'Max', x, zero);
    const negative = elementwise(call, 'Mul', alpha, elementwise(call, 'Min', x, zero));
    return elementwise(call, 'Add', positive, negative);
  },
  AddN: (call) => {
    const [first, ...rest] = call.list();
    if (!first) throw call.unsupported('no inputs');
    return rest.reduce((sum, term) => elementwise(call, 'Add', sum, term), first);
  },
  Select: (call) => {
    const [condition, t, e] = [call.input('condition'), call.input('t'), call.input('e')];
    if (condition.shape.length === 1 && t.shape.length > 1) {
      throw call.unsupported('a one-dimensional condition over tensors of higher rank');
    }
    return choose(call, condition, t, e);
  },
};
