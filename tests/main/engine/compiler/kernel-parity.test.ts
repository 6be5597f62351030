import { describe } from 'vitest';
import { testCases } from '../../../helpers/parity-case';
import { caseFamilies } from './cases/all-cases';

describe('compiled kernels agree with tfjs-cpu', () => {
  for (const [family, cases] of Object.entries(caseFamilies)) describe(family, () => testCases(cases));
});
