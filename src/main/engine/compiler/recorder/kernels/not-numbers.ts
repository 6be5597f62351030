import type { KernelCall, KernelFamily } from '../kernel';
import type { Recorded } from '../recorded';
import { elementwise, mapped } from './elementwise';

const test = (op: 'IsNaN' | 'IsInf') => (call: KernelCall) => mapped(call, op, call.input('x'), {}, 'bool');

export const notNumberKernels: KernelFamily = {
  IsNan: test('IsNaN'),
  IsInf: test('IsInf'),
  IsFinite: (call): Recorded => {
    const either = elementwise(call, 'Or', test('IsNaN')(call), test('IsInf')(call));
    return mapped(call, 'Not', either);
  },
};
