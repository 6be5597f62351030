import { mean } from '../mean';

/**
 * Pearson's correlation of two lists of equal length.
 * @returns −1 to 1; null where either is constant or there are fewer than two pairs.
 */
export function pearson(a: readonly number[], b: readonly number[]): number | null {
  const [deviationsA, deviationsB] = [deviations(a), deviations(b)];
  const [squaresA, squaresB] = [dot(deviationsA, deviationsA), dot(deviationsB, deviationsB)];
  if (isConstant(a) || isConstant(b)) return null;
  const correlation = dot(deviationsA, deviationsB) / Math.sqrt(squaresA) / Math.sqrt(squaresB);
  return Math.max(-1, Math.min(1, correlation));
}

/** Spearman's rank correlation: {@link pearson} of the ranks, equal values sharing their mean rank. */
export const spearman = (a: readonly number[], b: readonly number[]): number | null =>
  pearson(ranks(a), ranks(b));

/** Ranks from 1; equal values share the mean of theirs. */
export function ranks(values: readonly number[]): readonly number[] {
  const sorted = values.map((value, index) => ({ value, index })).sort((x, y) => x.value - y.value);
  const result = new Array<number>(values.length).fill(0);
  for (let first = 0; first < sorted.length;) {
    let last = first;
    while (sorted[last + 1]?.value === sorted[first]!.value) last += 1;
    for (let at = first; at <= last; at += 1) result[sorted[at]!.index] = (first + last) / 2 + 1;
    first = last + 1;
  }
  return result;
}

const isConstant = (values: readonly number[]): boolean => values.every((value) => value === values[0]);

function deviations(values: readonly number[]): readonly number[] {
  const middle = mean(values);
  return values.map((value) => value - middle);
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, index) => sum + value * b[index]!, 0);
