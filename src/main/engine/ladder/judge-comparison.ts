import type { EngineComparison } from '../probe/compare-outputs';
import type { TestResult } from './engine-tests';

/**
 * Engines may differ from the processor by this share of the largest output. Single precision summed in
 * another order differs by 10⁻⁷ to 10⁻⁵, NVIDIA's TF32 products (10 bits of mantissa) by up to 10⁻³: both
 * leave lesions where they are. Half precision differs by about 10⁻², enough to move scores across a threshold.
 */
export const LARGEST_DIFFERENCE = 2e-3;
/** An engine has to need at most this share of the processor's time: for less it is not worth its risks. */
export const LARGEST_TIME_SHARE = 0.8;

/** What a comparison with the processor means for an engine. */
export function judgeComparison({
  difference,
  ms,
  processorMs,
}: EngineComparison): Pick<TestResult, 'outcome' | 'difference' | 'ms' | 'processorMs'> {
  const agrees = difference !== null && difference <= LARGEST_DIFFERENCE;
  const outcome = !agrees ? 'differs' : ms <= LARGEST_TIME_SHARE * processorMs ? 'passed' : 'slow';
  return { outcome, difference, ms, processorMs };
}
