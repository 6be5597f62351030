import type { KernelCall, KernelFamily } from '../kernel';
import type { Recorded } from '../recorded';
import { choose, elementwise, mapped, numeral } from './elementwise';

/** Up to this magnitude 1 + x drops digits of x that count. */
const SMALL = 0.5;

/** log(1 + x), with what rounding 1 + x drops put back while x is small (Higham 2002, section 1.14.1). */
function log1p(call: KernelCall): Recorded {
  const x = call.input('x');
  if (x.fill !== null) return call.recording.filled(Math.log1p(x.fill), x.type, x.shape);
  const one = numeral(call, 1);
  const sum = elementwise(call, 'Add', x, one);
  const plain = mapped(call, 'Log', sum);
  const dropped = elementwise(call, 'Sub', x, elementwise(call, 'Sub', sum, one));
  const corrected = elementwise(call, 'Add', plain, elementwise(call, 'Div', dropped, sum));
  return choose(call, isSmall(call, x), corrected, plain);
}

/** exp(x) − 1; for small x as 2t / (1 − t) with t = tanh(x / 2), which subtracts nothing from nearly itself. */
function expm1(call: KernelCall): Recorded {
  const x = call.input('x');
  if (x.fill !== null) return call.recording.filled(Math.expm1(x.fill), x.type, x.shape);
  const one = numeral(call, 1);
  const plain = elementwise(call, 'Sub', mapped(call, 'Exp', x), one);
  const t = mapped(call, 'Tanh', elementwise(call, 'Mul', x, numeral(call, 0.5)));
  const doubled = elementwise(call, 'Mul', t, numeral(call, 2));
  const exact = elementwise(call, 'Div', doubled, elementwise(call, 'Sub', one, t));
  return choose(call, isSmall(call, x), exact, plain);
}

const isSmall = (call: KernelCall, x: Recorded): Recorded =>
  elementwise(call, 'Less', mapped(call, 'Abs', x), numeral(call, SMALL), 'bool');

export const preciseExponentialKernels: KernelFamily = { Expm1: expm1, Log1p: log1p };
