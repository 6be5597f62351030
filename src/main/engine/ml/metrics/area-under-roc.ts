import { ranks } from './correlation';

/** A probability given to something that is there or not. */
export interface ScoredClaim {
  readonly score: number;
  readonly positive: boolean;
}

/**
 * Area under the receiver operating characteristic: the share of pairs of a positive and a negative where the
 * positive has the higher score, equal scores counting half. By the sum of mid-ranks (Hanley & McNeil 1982),
 * (R⁺ − P (P + 1) / 2) / (P N).
 * @returns 0–1; null where all are positive or none is, so that there is no pair.
 */
export function areaUnderRoc(claims: readonly ScoredClaim[]): number | null {
  const positives = claims.filter(({ positive }) => positive).length;
  const negatives = claims.length - positives;
  if (positives === 0 || negatives === 0) return null;
  const places = ranks(claims.map(({ score }) => score));
  const sum = claims.reduce((total, { positive }, index) => total + (positive ? places[index]! : 0), 0);
  return (sum - (positives * (positives + 1)) / 2) / (positives * negatives);
}
