import { expect, it } from 'vitest';
import type { JoinedPeak } from './join-scales';
import { evidenceWeights, jointEvidence, scoredJointly } from './joint-score';

const found = (x: number, looks: readonly number[], side = 14): JoinedPeak => ({
  score: looks.reduce((sum, score) => sum + score, 0) / looks.length,
  looks,
  box: { x: x - side / 2, y: 100 - side / 2, width: side, height: side },
  type: 'papule',
  typeScores: { comedone: 0, nodule: 0, papule: 1, pustule: 0 },
});

it('tells each look, the lesions round it and its size among the others', () => {
  const [alone, paired, partner, large] = jointEvidence([
    found(0, [0.8, 0.6]),
    found(400, [0.5, 0]),
    found(460, [0.5, 0.5]),
    found(1000, [0.8, 0.6], 28),
  ]);
  expect(alone?.[0]).toBeCloseTo(Math.log(0.803 / 0.197), 12);
  expect(alone?.[2]).toBe(0);
  expect(paired?.[1]).toBeCloseTo(Math.log(0.003 / 0.997), 12);
  // One deviation away: e^-1/2 of the neighbour's score.
  expect(paired?.[2]).toBeCloseTo(Math.log1p(0.5 * Math.exp(-0.5)), 12);
  expect(partner?.[2]).toBeCloseTo(Math.log1p(0.25 * Math.exp(-0.5)), 12);
  expect((large?.[3] ?? 0) - (alone?.[3] ?? 0)).toBeCloseTo(Math.log(2), 12);
});

it('brings lesions into the order of what speaks for them', () => {
  const model = { weights: [...evidenceWeights(2).slice(0, 2), 2, 0], intercept: 0 };
  const lesions = scoredJointly(
    [found(0, [0.6, 0.6]), found(500, [0.5, 0.5]), found(510, [0.5, 0.5])],
    model,
  );
  expect(lesions.map(({ box }) => box.x + 7)).toEqual([500, 510, 0]);
  expect(lesions[2]?.score).toBeCloseTo(0.603, 12);
  expect(scoredJointly([], model)).toEqual([]);
});
