/** Losses and errors: everything else that a validation measures is better the higher it is. */
const LOWER_IS_BETTER = /loss|error|bias|total$/i;

/** Which way a figure of a validation or a loss gets better, by its name. */
export const betterWhen = (metric: string): 'lower' | 'higher' =>
  LOWER_IS_BETTER.test(metric) ? 'lower' : 'higher';

/** Whether the first of two values of a metric is the better one; equal ones are not. */
export const isBetter = (metric: string, value: number, than: number): boolean =>
  betterWhen(metric) === 'lower' ? value < than : value > than;
