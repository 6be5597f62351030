import type { Claim } from '../metrics/calibration-error';
import { fitLogisticRegression, logistic } from './fit-logistic-regression';

export interface ScoreCalibration {
  /** Factor on the logit of a score; positive, so that the order of scores stays. */
  readonly slope: number;
  readonly intercept: number;
}

/** Slopes below this would make every score the same. */
const LOWEST_SLOPE = 0.05;

/**
 * Platt scaling (Platt 1999): the logistic regression of "was right" on the logit of the score.
 * @param claims scores in (0, 1) with whether they came true.
 * @returns null where all came true or none did: then nothing can be fitted.
 */
export function fitScoreCalibration(claims: readonly Claim[]): ScoreCalibration | null {
  const cases = claims.map(({ confidence, correct }) => ({ features: [logit(confidence)], correct }));
  const fitted = fitLogisticRegression(cases, { weights: [1], strength: 0 });
  const [slope = 0] = fitted?.weights ?? [];
  return fitted !== null && slope >= LOWEST_SLOPE ? { slope, intercept: fitted.intercept } : null;
}

/** Keeps 0 and 1 from being infinitely far away. */
const EDGE = 1e-6;

/** The logarithm of the odds of a probability. */
export function logit(probability: number): number {
  const inside = Math.min(1 - EDGE, Math.max(EDGE, probability));
  return Math.log(inside / (1 - inside));
}

/** The score that a calibration makes of another. */
export const calibratedScore = (score: number, { slope, intercept }: ScoreCalibration): number =>
  logistic(slope * logit(score) + intercept);
