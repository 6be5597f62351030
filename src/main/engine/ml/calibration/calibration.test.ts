import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LESION_TYPES } from '../../../../shared/clinical/lesion';
import { calibrationError } from '../metrics/calibration-error';
import { seededRandom } from '../random';
import { fitJointScore, type LookedAt } from './fit-joint-score';
import { calibratedScore, fitScoreCalibration, logit } from './fit-score-calibration';
import { fitTypeTemperature } from './fit-type-temperature';

/** Claims whose true probability is another than they say. */
function distorted(slope: number, intercept: number, count: number) {
  const random = seededRandom(7);
  return Array.from({ length: count }, () => {
    const confidence = 0.02 + 0.96 * random();
    const truth = 1 / (1 + Math.exp(-(slope * logit(confidence) + intercept)));
    return { confidence, correct: random() < truth };
  });
}

it('finds how scores were distorted, and undoes it', () => {
  const claims = distorted(0.5, -0.8, 20_000);
  const fitted = fitScoreCalibration(claims)!;
  expect(fitted.slope).toBeCloseTo(0.5, 1);
  expect(fitted.intercept).toBeCloseTo(-0.8, 1);
  const undone = claims.map(({ confidence, correct }) => ({
    confidence: calibratedScore(confidence, fitted),
    correct,
  }));
  expect(calibrationError(claims)!).toBeGreaterThan(0.1);
  expect(calibrationError(undone)!).toBeLessThan(0.02);
});

/** PyTorch's L-BFGS on the cross-entropy of smoothed targets, double precision. */
const GOLDEN = { slope: 0.719261219052393, intercept: -0.21025468708843514 };

it('gives the maximum of the likelihood', () => {
  const claims = [0.9, 0.8, 0.7, 0.6, 0.55, 0.4, 0.3, 0.2].map((confidence, index) => ({
    confidence,
    correct: [0, 1, 3, 5].includes(index),
  }));
  const { slope, intercept } = fitScoreCalibration(claims)!;
  expect(slope).toBeCloseTo(GOLDEN.slope, 6);
  expect(intercept).toBeCloseTo(GOLDEN.intercept, 6);
});

it('keeps the order of scores', () => {
  const probability = fc.double({ min: 0.001, max: 0.999, noNaN: true });
  const calibration = fc.record({
    slope: fc.double({ min: 0.1, max: 5, noNaN: true }),
    intercept: fc.double({ min: -3, max: 3, noNaN: true }),
  });
  fc.assert(
    fc.property(probability, probability, calibration, (a, b, fitted) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      expect(calibratedScore(low, fitted)).toBeLessThanOrEqual(calibratedScore(high, fitted));
    }),
  );
});

it('fits nothing where every claim came true, or none, or scores tell the wrong way round', () => {
  const claim = (confidence: number, correct: boolean) => ({ confidence, correct });
  expect(fitScoreCalibration([])).toBeNull();
  expect(fitScoreCalibration([claim(0.2, true), claim(0.9, true)])).toBeNull();
  expect(fitScoreCalibration([claim(0.2, false)])).toBeNull();
  expect(
    fitScoreCalibration([0.1, 0.2, 0.3, 0.7, 0.8, 0.9].map((score) => claim(score, score < 0.5))),
  ).toBeNull();
});

it('heats types that are too sure, and cools those that are not sure enough', () => {
  const random = seededRandom(3);
  const findings = (temperature: number) =>
    Array.from({ length: 4_000 }, () => {
      const logits = LESION_TYPES.map(() => 3 * (random() - 0.5));
      const softmax = (divisor: number) => {
        const raised = logits.map((value) => Math.exp(value / divisor));
        const sum = raised.reduce((total, value) => total + value, 0);
        return raised.map((value) => value / sum);
      };
      const draw = random();
      let reached = 0;
      const truth = softmax(temperature).findIndex((share) => (reached += share) > draw);
      const [comedone, nodule, papule, pustule] = softmax(1) as [number, number, number, number];
      return {
        typeScores: { comedone, nodule, papule, pustule },
        allowed: [LESION_TYPES[truth] ?? 'pustule'],
      };
    });
  expect(fitTypeTemperature(findings(2))).toBeCloseTo(2, 0);
  expect(fitTypeTemperature(findings(0.6))).toBeCloseTo(0.6, 0);
  expect(fitTypeTemperature(findings(2).slice(0, 10))).toBe(1);
});

it('judges together only what several looks show: the score of a single look stays, and counts for the threshold', () => {
  const box = (x: number) => ({ x, y: 0, width: 10, height: 10 });
  const random = seededRandom(3);
  // Each photo: a lesion and a mistake that two looks show, and what one look alone shows, always right or always wrong.
  const photos = (alone: { readonly score: number; readonly right: boolean }): readonly LookedAt[] =>
    Array.from({ length: 40 }, () => {
      const scores = [0.5 + 0.4 * random(), 0.1 + 0.3 * random(), alone.score];
      return {
        detections: scores.map((score, index) => ({ box: box(100 * index), score })),
        references: [0, ...(alone.right ? [2] : [])].map((index) => ({ box: box(100 * index) })),
        evidence: scores.map((score, index) => (index === 2 ? null : [logit(score), logit(score), 0, 0])),
      };
    });
  const right = fitJointScore(photos({ score: 0.35, right: true }), 2);
  const wrong = fitJointScore(photos({ score: 0.35, right: false }), 2);
  // What is fitted does not see them …
  for (const fitted of [right, wrong]) expect(fitted?.model.weights).toHaveLength(4);
  // … but where they are lesions, they are counted.
  expect(right?.threshold).toBeLessThanOrEqual(0.35);
  expect(wrong?.threshold).toBeGreaterThan(0.35);
});

it('tells the error of the same lesions before and after', () => {
  const random = seededRandom(4);
  const photos: readonly LookedAt[] = Array.from({ length: 20 }, () => {
    const scores = [0.4 + 0.5 * random(), 0.1 + 0.5 * random()];
    return {
      detections: scores.map((score, index) => ({
        box: { x: 100 * index, y: 0, width: 10, height: 10 },
        score,
      })),
      references: [{ box: { x: 0, y: 0, width: 10, height: 10 } }],
      evidence: scores.map((score) => [logit(score), 0, 0]),
    };
  });
  // Faint and far off, as a single look shows many round a small face.
  const faint = { box: { x: 900, y: 0, width: 10, height: 10 }, score: 0.0002 };
  const more = photos.map((photo) => ({
    ...photo,
    detections: [...photo.detections, ...new Array<typeof faint>(30).fill(faint)],
    evidence: [...photo.evidence, ...new Array<null>(30).fill(null)],
  }));
  const plain = fitJointScore(photos, 1)!;
  expect(plain.error.after).toBeGreaterThan(0);
  expect(fitJointScore(more, 1)?.error).toEqual(plain.error);
});
