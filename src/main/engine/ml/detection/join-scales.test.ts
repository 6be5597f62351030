import fc from 'fast-check';
import { expect, it } from 'vitest';
import { joinScales } from './join-scales';
import type { Peak } from './peaks';

const found = (x: number, score: number, comedone = 0.5, side = 10): Peak => ({
  score,
  box: { x, y: 0, width: side, height: side },
  type: comedone > 0.5 ? 'comedone' : 'papule',
  typeScores: { comedone, nodule: 0, papule: 1 - comedone, pustule: 0 },
});

it('leaves one scale as it is', () => {
  const peaks = [found(0, 0.9), found(40, 0.2)];
  expect(joinScales([peaks])).toEqual(peaks.map((peak) => ({ ...peak, looks: [peak.score] })));
  expect(joinScales([])).toEqual([]);
});

it('joins a lesion seen at both scales by the weights of its scores', () => {
  const [lesion, ...others] = joinScales([[found(0, 0.9, 0.2)], [found(3, 0.3, 0.8)]]);
  expect(others).toEqual([]);
  expect(lesion?.score).toBeCloseTo(0.6, 12);
  expect(lesion?.box.x).toBeCloseTo((0 * 0.9 + 3 * 0.3) / 1.2, 12);
  expect(lesion?.typeScores.comedone).toBeCloseTo((0.2 * 0.9 + 0.8 * 0.3) / 1.2, 12);
  expect(lesion?.type).toBe('papule');
});

it('halves the score of what only one of two scales shows, and joins each lesion once', () => {
  const lesions = joinScales([[found(0, 0.8), found(100, 0.6)], [found(1, 0.8)]]);
  expect(lesions.map(({ score }) => score)).toEqual([0.8, 0.3]);
  expect(lesions.map(({ looks }) => looks)).toEqual([
    [0.8, 0.8],
    [0.6, 0],
  ]);
});

it('never finds more lesions than the scales together, nor surer ones than the surest', () => {
  const peaks = fc.uniqueArray(
    fc.record({ x: fc.integer({ min: 0, max: 40 }), score: fc.double({ min: 0.01, max: 1, noNaN: true }) }),
    { selector: ({ x }) => x, maxLength: 12 },
  );
  fc.assert(
    fc.property(peaks, peaks, (a, b) => {
      const scales = [a, b].map((side) => side.map(({ x, score }) => found(x * 30, score)));
      const lesions = joinScales(scales);
      const places = new Set([...a, ...b].map(({ x }) => x));
      expect(lesions.length).toBe(places.size);
      const surest = Math.max(0, ...[...a, ...b].map(({ score }) => score));
      for (const { score } of lesions) expect(score).toBeLessThanOrEqual(surest + 1e-12);
    }),
  );
});
