import { backend_util } from '@tensorflow/tfjs-core';
import type { KernelCall, KernelFamily } from '../kernel';
import type { Recorded } from '../recorded';
import { choose, elementwise, mapped } from './elementwise';

/** Records a one-input operator, computing it at once where the input is a constant fill. */
export const unary =
  (op: string, compute: (value: number) => number) =>
  (call: KernelCall): Recorded => {
    const x = call.input('x');
    if (x.fill !== null) return call.recording.filled(compute(x.fill), x.type, x.shape);
    return mapped(call, op, x);
  };

const castTo = { float32: 1, int32: 6, bool: 9 } as const;

/** Rewrites a kernel as a small expression over elementwise operators. */
const expression = (build: (call: KernelCall, x: Recorded) => Recorded) => (call: KernelCall) =>
  build(call, call.input('x'));

export const unaryKernels: KernelFamily = {
  Abs: unary('Abs', Math.abs),
  Ceil: unary('Ceil', Math.ceil),
  Erf: expression((call, x) => mapped(call, 'Erf', x)),
  Exp: unary('Exp', Math.exp),
  Floor: unary('Floor', Math.floor),
  Log: unary('Log', Math.log),
  LogicalNot: unary('Not', (value) => (value ? 0 : 1)),
  Neg: unary('Neg', (value) => -value),
  Relu: unary('Relu', (value) => Math.max(0, value)),
  Round: unary('Round', roundHalfToEven),
  Sigmoid: unary('Sigmoid', (value) => 1 / (1 + Math.exp(-value))),
  Sign: unary('Sign', Math.sign),
  Softplus: unary('Softplus', (value) => Math.max(value, 0) + Math.log1p(Math.exp(-Math.abs(value)))),
  Sqrt: unary('Sqrt', Math.sqrt),
  Tanh: unary('Tanh', Math.tanh),

  Reciprocal: unary('Reciprocal', (value) => 1 / value),
  Relu6: expression((call, x) => clip(call, x, 0, 6)),
  Rsqrt: expression((call, x) => {
    if (x.fill !== null) return call.recording.filled(1 / Math.sqrt(x.fill), x.type, x.shape);
    return mapped(call, 'Reciprocal', mapped(call, 'Sqrt', x));
  }),
  Square: expression((call, x) => elementwise(call, 'Mul', x, x)),
  ClipByValue: expression((call, x) =>
    clip(call, x, call.attribute('clipValueMin'), call.attribute('clipValueMax')),
  ),
  LeakyRelu: expression((call, x) =>
    mapped(call, 'LeakyRelu', x, { alpha: { float: call.attribute('alpha') } }),
  ),
  Elu: expression((call, x) => mapped(call, 'Elu', x, { alpha: { float: 1 } })),
  Selu: expression((call, x) =>
    mapped(call, 'Selu', x, {
      alpha: { float: backend_util.SELU_SCALEALPHA / backend_util.SELU_SCALE },
      gamma: { float: backend_util.SELU_SCALE },
    }),
  ),
  // dy above zero, dy × (y + 1) below: y is the function's own value there.
  EluGrad: (call) => {
    const [dy, y] = [call.input('dy'), call.input('y')];
    const slope = elementwise(call, 'Add', y, call.recording.filled(1, 'float32', []));
    const above = elementwise(call, 'GreaterOrEqual', y, call.recording.filled(0, 'float32', []), 'bool');
    const scaled = elementwise(call, 'Mul', dy, slope);
    return choose(call, above, dy, scaled);
  },
  // 1 above zero and `alpha` elsewhere: the derivative of relu (0) and, times two less one, of abs (−1).
  // Converting the comparison to numbers takes half the time of selecting between two numbers.
  Step: expression((call, x) => {
    const alpha = call.attribute<number | undefined>('alpha') ?? 0;
    const number = (value: number) => call.recording.filled(value, 'float32', []);
    const above = elementwise(call, 'Greater', x, call.recording.filled(0, x.type, []), 'bool');
    const step = cast(call, above, 'float32');
    if (alpha === 0) return step;
    return elementwise(call, 'Add', elementwise(call, 'Mul', step, number(1 - alpha)), number(alpha));
  }),
  Cast: expression((call, x) => cast(call, x, call.attribute('dtype'))),
  Identity: (call) => call.input('x'),
};

function roundHalfToEven(value: number): number {
  const nearest = Math.round(value);
  return nearest - value === 0.5 && nearest % 2 !== 0 ? nearest - 1 : nearest;
}

function clip(call: KernelCall, x: Recorded, low: number, high: number): Recorded {
  const { builder } = call.recording;
  const limits = [builder.scalar(low, x.type), builder.scalar(high, x.type)];
  return call.recording.apply('Clip', [call.recording.anyValue(x), ...limits], {}, x.type, x.shape, x.order);
}

/** Converts the element type; a fill stays a fill. */
export function cast(call: KernelCall, x: Recorded, type: Recorded['type']): Recorded {
  if (x.type === type) return x;
  if (!(type in castTo)) throw call.unsupported(`the element type ${type}`);
  if (x.fill !== null) {
    const fill = type === 'bool' ? Number(x.fill !== 0) : type === 'int32' ? Math.trunc(x.fill) : x.fill;
    return call.recording.filled(fill, type, x.shape);
  }
  return mapped(call, 'Cast', x, { to: castTo[type] }, type);
}
