import { solveLinear } from '../../../../shared/fate/linear-solve';

/** The probability that something is so: logistic(Σ weight × feature + intercept). */
export interface LogisticModel {
  /** One a feature. */
  readonly weights: readonly number[];
  readonly intercept: number;
}

export interface LogisticCase {
  readonly features: readonly number[];
  readonly correct: boolean;
}

export interface LogisticPrior {
  /** Where the weights begin; their number is that of the features. */
  readonly weights: readonly number[];
  /** Penalty on the squared distance of each weight from there, in cases: few cases move them little. */
  readonly strength: number;
}

const ITERATIONS = 100;
const CONVERGED = 1e-10;
/** Keeps the equations solvable where a feature is the same in all cases. */
const RIDGE = 1e-9;

/**
 * Logistic regression with the smoothed targets of Platt (1999), by Newton's method.
 * @returns null where all cases came true or none did, or no fit was found.
 */
export function fitLogisticRegression(
  cases: readonly LogisticCase[],
  prior: LogisticPrior,
): LogisticModel | null {
  const right = cases.filter(({ correct }) => correct).length;
  const wrong = cases.length - right;
  if (right === 0 || wrong === 0) return null;
  const [high, low] = [(right + 1) / (right + 2), 1 / (wrong + 2)];
  // The intercept is the weight of a last feature that is always 1; nothing holds it back.
  const start = [...prior.weights, 0];
  const pull = [...prior.weights.map(() => prior.strength), 0];
  let at: readonly number[] = start;
  for (let iteration = 0; iteration < ITERATIONS; iteration += 1) {
    const gradient = start.map((first, index) => (pull[index] ?? 0) * ((at[index] ?? 0) - first));
    const hessian = start.map((_, row) =>
      start.map((__, column) => (row === column ? (pull[row] ?? 0) + RIDGE : 0)),
    );
    for (const { features, correct } of cases) {
      const x = [...features, 1];
      const p = logistic(x.reduce((sum, value, index) => sum + value * (at[index] ?? 0), 0));
      const error = p - (correct ? high : low);
      x.forEach((value, row) => {
        gradient[row] = (gradient[row] ?? 0) + error * value;
        const ofRow = hessian[row] as number[];
        x.forEach((other, column) => {
          ofRow[column] = (ofRow[column] ?? 0) + p * (1 - p) * value * other;
        });
      });
    }
    const step = solveLinear(hessian.map((row, index) => [...row, gradient[index] ?? 0]));
    if (step === null) return null;
    at = at.map((value, index) => value - (step[index]?.[0] ?? 0));
    if (step.reduce((sum, [change = 0]) => sum + Math.abs(change), 0) < CONVERGED) break;
  }
  if (!at.every(Number.isFinite)) return null;
  return { weights: at.slice(0, -1), intercept: at.at(-1) ?? 0 };
}

/** What a model makes of one case, 0–1. */
export const probabilityOf = ({ weights, intercept }: LogisticModel, features: readonly number[]): number =>
  logistic(weights.reduce((sum, weight, index) => sum + weight * (features[index] ?? 0), intercept));

export const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
