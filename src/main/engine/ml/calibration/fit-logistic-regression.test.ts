import { expect, it } from 'vitest';
import { fitLogisticRegression, probabilityOf } from './fit-logistic-regression';

const CASES = (
  [
    [0.2, 1.0, true],
    [1.5, -0.5, true],
    [-0.3, 0.4, false],
    [2.0, 0.1, true],
    [-1.2, -0.8, false],
    [0.7, 0.9, false],
    [0.1, -1.5, false],
    [-0.6, 1.2, true],
  ] as const
).map(([first, second, correct]) => ({ features: [first, second], correct }));

/** scikit-learn, `LogisticRegression(solver='newton-cholesky')` on Platt's smoothed targets as weighted samples. */
it.each([
  [2, [0.32173129, 0.26063001], -0.12522571],
  [0, [0.73202991, 0.66016881], -0.32158113],
])('gives the maximum of the likelihood under a penalty of %d', (strength, weights, intercept) => {
  const fitted = fitLogisticRegression(CASES, { weights: [0, 0], strength });
  fitted?.weights.forEach((weight, index) => expect(weight).toBeCloseTo(weights[index] ?? NaN, 6));
  expect(fitted?.intercept).toBeCloseTo(intercept, 6);
});

it('stays where it began as far as the penalty is strong', () => {
  const firm = fitLogisticRegression(CASES, { weights: [0.5, -2], strength: 1e9 })!;
  expect(firm.weights[0]).toBeCloseTo(0.5, 6);
  expect(firm.weights[1]).toBeCloseTo(-2, 6);
  expect(probabilityOf({ weights: [1, 2], intercept: -1 }, [3, -1])).toBeCloseTo(0.5, 12);
});

it('fits nothing where every case came true or none did, and copes with a feature that never changes', () => {
  const prior = { weights: [1], strength: 0 };
  expect(fitLogisticRegression([], prior)).toBeNull();
  expect(fitLogisticRegression([{ features: [1], correct: true }], prior)).toBeNull();
  const flat = [true, false].map((correct) => ({ features: [0], correct }));
  expect(probabilityOf(fitLogisticRegression(flat, prior)!, [0])).toBeCloseTo(0.5, 6);
});

it.each([
  ['far too low', -4],
  ['far too high', 5],
])('finds the maximum where scores are %s', (_, centre) => {
  // Of forty scores round the centre more are right the higher they are, and half of all.
  const cases = Array.from({ length: 40 }, (__, index) => ({
    features: [centre + 0.05 * (index - 19.5)],
    correct: index % 4 < (index < 20 ? 1 : 3),
  }));
  const fitted = fitLogisticRegression(cases, { weights: [1], strength: 0 })!;
  const [high, low] = [21 / 22, 1 / 22];
  const left = cases.map(({ features, correct }) => ({
    x: features[0]!,
    error: probabilityOf(fitted, features) - (correct ? high : low),
  }));
  // At the maximum of the likelihood the errors cancel out, weighted by the feature too.
  expect(left.reduce((sum, { error }) => sum + error, 0)).toBeCloseTo(0, 6);
  expect(left.reduce((sum, { x, error }) => sum + error * x, 0)).toBeCloseTo(0, 6);
  expect(fitted.weights[0]).toBeGreaterThan(0.5);
});
