import type { KernelCall, KernelFamily } from '../kernel';
import type { Recorded } from '../recorded';
import { cast } from './unary';
import { choose, elementwise, mapped, numeral } from './elementwise';

/**
 * A divisor that cannot bring the process down: ONNX Runtime divides integers in hardware, where zero traps.
 * TensorFlow.js's answer to integers divided by zero is zero.
 */
function guarded(call: KernelCall, b: Recorded, divide: (divisor: Recorded) => Recorded): Recorded {
  if (b.fill !== null && b.fill !== 0) return divide(b);
  const isZero = elementwise(call, 'Equal', b, numeral(call, 0, 'int32'), 'bool');
  const quotient = divide(choose(call, isZero, numeral(call, 1, 'int32'), b));
  return choose(call, isZero, numeral(call, 0, 'int32'), quotient);
}

/** a − b · ⌊a / b⌋ for integers; ONNX gives it the divisor's sign, as TensorFlow does. */
const integerModulus = (call: KernelCall, a: Recorded, b: Recorded): Recorded =>
  elementwise(call, 'Mod', a, b);

/** As the remainder of C; where the signs of both differ, once more after adding the divisor. */
function realModulus(call: KernelCall, a: Recorded, b: Recorded): Recorded {
  const remainder = (x: Recorded) => elementwise(call, 'Mod', x, b, 'float32', { fmod: 1 });
  const first = remainder(a);
  const negative = (x: Recorded) => elementwise(call, 'Less', x, numeral(call, 0), 'bool');
  const differ = elementwise(call, 'Xor', negative(a), negative(b));
  return choose(call, differ, remainder(elementwise(call, 'Add', first, b)), first);
}

export const integerDivisionKernels: KernelFamily = {
  // The result is int32 whatever the operands are, as on TensorFlow.js's own backends.
  FloorDiv: (call) => {
    const [a, b] = [call.input('a'), call.input('b')];
    if (a.type !== 'int32') {
      return cast(call, mapped(call, 'Floor', elementwise(call, 'Div', a, b)), 'int32');
    }
    return guarded(call, b, (divisor) => {
      const whole = elementwise(call, 'Sub', a, integerModulus(call, a, divisor));
      return elementwise(call, 'Div', whole, divisor);
    });
  },
  Mod: (call) => {
    const [a, b] = [call.input('a'), call.input('b')];
    if (a.type !== 'int32') return realModulus(call, a, b);
    return guarded(call, b, (divisor) => integerModulus(call, a, divisor));
  },
  BitwiseAnd: (call) => elementwise(call, 'BitwiseAnd', call.input('a'), call.input('b')),
};
