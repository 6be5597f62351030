import type { Claim } from '../metrics/calibration-error';

export interface ScoreCalibration {
  /** Factor on the logit of a score; positive, so that the order of scores stays. */
  readonly slope: number;
  readonly intercept: number;
}

const ITERATIONS = 100;
const CONVERGED = 1e-10;
/** Slopes below this would make every score the same. */
const LOWEST_SLOPE = 0.05;

/**
 * Platt scaling (Platt 1999, with his smoothed targets): the logistic regression of "was right" on the logit of the
 * score, by Newton's method.
 * @param claims scores in (0, 1) with whether they came true.
 * @returns null where all came true or none did: then nothing can be fitted.
 */
export function fitScoreCalibration(claims: readonly Claim[]): ScoreCalibration | null {
  const right = claims.filter(({ correct }) => correct).length;
  const wrong = claims.length - right;
  if (right === 0 || wrong === 0) return null;
  const [high, low] = [(right + 1) / (right + 2), 1 / (wrong + 2)];
  const points = claims.map(({ confidence, correct }) => ({ x: logit(confidence), y: correct ? high : low }));
  let [slope, intercept] = [1, 0];
  for (let iteration = 0; iteration < ITERATIONS; iteration += 1) {
    // Gradient and Hessian of the cross-entropy; the small ridge keeps it invertible where all scores are equal.
    let [g0, g1, h00, h01, h11] = [0, 0, 1e-9, 0, 1e-9];
    for (const { x, y } of points) {
      const p = logistic(slope * x + intercept);
      const weight = p * (1 - p);
      g0 += p - y;
      g1 += (p - y) * x;
      h00 += weight;
      h01 += weight * x;
      h11 += weight * x * x;
    }
    const determinant = h00 * h11 - h01 * h01;
    const [byIntercept, bySlope] = [(h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant];
    intercept -= byIntercept;
    slope -= bySlope;
    if (Math.abs(byIntercept) + Math.abs(bySlope) < CONVERGED) break;
  }
  return slope >= LOWEST_SLOPE && Number.isFinite(intercept) ? { slope, intercept } : null;
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

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
