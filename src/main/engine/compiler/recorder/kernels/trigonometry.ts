import type { KernelFamily } from '../kernel';
import { choose, elementwise, mapped, numeral } from './elementwise';
import { unary } from './unary';

export const trigonometryKernels: KernelFamily = {
  Acos: unary('Acos', Math.acos),
  Acosh: unary('Acosh', Math.acosh),
  Asin: unary('Asin', Math.asin),
  Asinh: unary('Asinh', Math.asinh),
  Atan: unary('Atan', Math.atan),
  Atanh: unary('Atanh', Math.atanh),
  Cos: unary('Cos', Math.cos),
  Cosh: unary('Cosh', Math.cosh),
  Sin: unary('Sin', Math.sin),
  Sinh: unary('Sinh', Math.sinh),
  Tan: unary('Tan', Math.tan),
  // From the arc tangent over the right half plane, turned by half a circle on the left one.
  Atan2: (call) => {
    const [y, x] = [call.input('a'), call.input('b')];
    const zero = numeral(call, 0);
    const right = mapped(call, 'Atan', elementwise(call, 'Div', y, mapped(call, 'Abs', x)));
    const half = choose(
      call,
      elementwise(call, 'Less', y, zero, 'bool'),
      numeral(call, -Math.PI),
      numeral(call, Math.PI),
    );
    const left = elementwise(call, 'Sub', half, right);
    const angle = choose(call, elementwise(call, 'Less', x, zero, 'bool'), left, right);
    const origin = elementwise(
      call,
      'And',
      elementwise(call, 'Equal', x, zero, 'bool'),
      elementwise(call, 'Equal', y, zero, 'bool'),
    );
    return choose(call, origin, zero, angle);
  },
};
