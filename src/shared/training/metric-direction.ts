/** Losses and errors: everything else that a validation measures is better the higher it is. */
const LOWER_IS_BETTER = /loss|error|bias|total$/i;

/** Errors with a sign: counting 3 too few is as bad as counting 3 too many. */
const SIGNED = /bias$/i;

/** Which way a figure of a validation or a loss gets better, by its name; of those with a sign, which way its size does. */
export const betterWhen = (metric: string): 'lower' | 'higher' =>
  LOWER_IS_BETTER.test(metric) ? 'lower' : 'higher';

/** Whether the first of two values of a metric is the better one; equal ones are not. */
export function isBetter(metric: string, value: number, than: number): boolean {
  const [one, other] = SIGNED.test(metric) ? [Math.abs(value), Math.abs(than)] : [value, than];
  return betterWhen(metric) === 'lower' ? one < other : one > other;
}
