import type { ParityCase } from '../../../../helpers/parity-case';
import { arithmeticCases } from './arithmetic-cases';
import { arrangementCases } from './arrangement-cases';
import { convolutionCases } from './convolution-cases';
import { elementwiseCases } from './elementwise-cases';
import { logicCases } from './logic-cases';
import { lossCases } from './loss-cases';
import { matrixCases } from './matrix-cases';
import { poolingCases } from './pooling-cases';
import { reductionCases } from './reduction-cases';
import { resizeCases } from './resize-cases';
import { selectionCases } from './selection-cases';
import { specialValueCases } from './special-value-cases';

/** Every comparison of kernels with tfjs-cpu, by family. */
export const caseFamilies: Readonly<Record<string, readonly ParityCase[]>> = {
  arithmetic: arithmeticCases,
  arrangements: arrangementCases,
  convolutions: convolutionCases,
  'functions of one number': elementwiseCases,
  'comparisons and logic': logicCases,
  losses: lossCases,
  'matrices, fused kernels and normalisation': matrixCases,
  pools: poolingCases,
  reductions: reductionCases,
  'resizes and crops': resizeCases,
  selections: selectionCases,
  'numbers that are none': specialValueCases,
};
