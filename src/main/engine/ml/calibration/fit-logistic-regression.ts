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
/** More than the longest step that rounding lets the equations give needs. */
const HALVINGS = 60;
/** Differences of two losses below this share of them are rounding. */
const ROUNDING = 1e-12;
/** Keeps the equations solvable where a feature is the same in all cases. */
const RIDGE = 1e-9;

/**
 * Logistic regression with the smoothed targets of Platt (1999), by Newton's method with halved steps: where scores are
 * far from the truth, a whole step goes so far beyond it that the next ones never come back.
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
  const lossAt = (weights: readonly number[]): number =>
    cases.reduce(
      (sum, { features, correct }) => {
        const x = weighted(weights, [...features, 1]);
        return sum + softplus(x) - (correct ? high : low) * x;
      },
      weights.reduce(
        (sum, value, index) => sum + ((pull[index] ?? 0) * (value - (start[index] ?? 0)) ** 2) / 2,
        0,
      ),
    );
  let at: readonly number[] = start;
  for (let iteration = 0; iteration < ITERATIONS; iteration += 1) {
    const gradient = start.map((first, index) => (pull[index] ?? 0) * ((at[index] ?? 0) - first));
    const hessian = start.map((_, row) =>
      start.map((__, column) => (row === column ? (pull[row] ?? 0) + RIDGE : 0)),
    );
    for (const { features, correct } of cases) {
      const x = [...features, 1];
      const p = logistic(weighted(at, x));
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
    const before = at;
    at = lower(
      before,
      step.map(([change = 0]) => change),
      lossAt,
    );
    if (at.reduce((sum, value, index) => sum + Math.abs(value - (before[index] ?? 0)), 0) < CONVERGED) break;
  }
  if (!Number.isFinite(lossAt(at))) return null;
  return { weights: at.slice(0, -1), intercept: at.at(-1) ?? 0 };
}

/** Where a step leads, halved until the loss is not higher there; where it began if that never comes. */
function lower(
  from: readonly number[],
  step: readonly number[],
  lossAt: (weights: readonly number[]) => number,
): readonly number[] {
  const before = lossAt(from);
  for (let halving = 0; halving <= HALVINGS; halving += 1) {
    const to = from.map((value, index) => value - (step[index] ?? 0) / 2 ** halving);
    if (lossAt(to) <= before + ROUNDING * Math.abs(before)) return to;
  }
  return from;
}

const weighted = (weights: readonly number[], values: readonly number[]): number =>
  values.reduce((sum, value, index) => sum + value * (weights[index] ?? 0), 0);

/** ln(1 + eˣ), without overflow. */
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

/** What a model makes of one case, 0–1. */
export const probabilityOf = ({ weights, intercept }: LogisticModel, features: readonly number[]): number =>
  logistic(weights.reduce((sum, weight, index) => sum + weight * (features[index] ?? 0), intercept));

export const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
