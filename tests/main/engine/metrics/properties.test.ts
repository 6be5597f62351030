import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchByCentre } from '../../../../src/shared/clinical/centre-hit';
import { centreHit, overlapAtLeast } from '../../../../src/main/engine/ml/metrics/affinity';
import {
  averagePrecision,
  meanAveragePrecision,
} from '../../../../src/main/engine/ml/metrics/average-precision';
import { calibrationError } from '../../../../src/main/engine/ml/metrics/calibration-error';
import { bestCentreHitRates, centreHitRates } from '../../../../src/main/engine/ml/metrics/centre-hit-rates';
import { pearson, ranks, spearman } from '../../../../src/main/engine/ml/metrics/correlation';
import { countAgreement } from '../../../../src/main/engine/ml/metrics/count-agreement';
import type { JudgedPhoto } from '../../../../src/main/engine/ml/metrics/judged-photo';
import { matchGreedily } from '../../../../src/main/engine/ml/metrics/match-greedily';

const length = fc.integer({ min: 1, max: 40 });
const place = fc.integer({ min: 0, max: 100 });
const box = fc.record({ x: place, y: place, width: length, height: length });
const score = fc.integer({ min: 0, max: 20 }).map((twentieths) => twentieths / 20);
const photo: fc.Arbitrary<JudgedPhoto> = fc.record({
  detections: fc.array(fc.record({ box, score }), { maxLength: 12 }),
  references: fc.array(fc.record({ box }), { maxLength: 12 }),
});
const photos = fc.array(photo, { minLength: 1, maxLength: 4 });
const distinct = photo.map((one) => ({
  ...one,
  detections: one.detections.map((detection, index) => ({ ...detection, score: (index + 1) / 100 })),
}));

describe('matching', () => {
  it('takes each reference once and every detection has one turn', () => {
    fc.assert(
      fc.property(photo, fc.constantFrom(centreHit, overlapAtLeast(0.3)), (one, affinity) => {
        const matches = matchGreedily(one, affinity);
        const taken = matches.flatMap(({ reference }) => (reference === null ? [] : [reference]));
        expect(new Set(taken).size).toBe(taken.length);
        expect(matches.map(({ detection }) => detection).sort((a, b) => a - b)).toEqual([
          ...one.detections.keys(),
        ]);
        for (const { detection, reference } of matches) {
          if (reference === null) continue;
          expect(affinity(one.detections[detection]!.box, one.references[reference]!)).not.toBeNull();
        }
      }),
    );
  });

  it('leaves nothing unmatched that could still be matched', () => {
    fc.assert(
      fc.property(photo, (one) => {
        const matches = matchGreedily(one, centreHit);
        const taken = new Set(matches.map(({ reference }) => reference));
        for (const { detection, reference } of matches) {
          if (reference !== null) continue;
          one.references.forEach((free, index) => {
            if (!taken.has(index)) expect(centreHit(one.detections[detection]!.box, free)).toBeNull();
          });
        }
      }),
    );
  });

  it('finds as many centre hits as the lesion map shows', () => {
    fc.assert(
      fc.property(distinct, (one) => {
        const hits = matchGreedily(one, centreHit).filter(({ reference }) => reference !== null);
        // Of references equally near, one takes the first and the other the last.
        const map = matchByCentre(one.detections, one.references.toReversed());
        expect(hits).toHaveLength(map.matched.length);
      }),
    );
  });
});

describe('average precision', () => {
  it('lies between 0 and 1, and falls as more overlap is asked for', () => {
    fc.assert(
      fc.property(photos, (some) => {
        const loose = averagePrecision(some, 0.1);
        const mean = meanAveragePrecision(some);
        fc.pre(loose !== null && mean !== null);
        expect(loose).toBeGreaterThanOrEqual(0);
        expect(loose).toBeLessThanOrEqual(1);
        expect(mean).toBeLessThanOrEqual(averagePrecision(some, 0.5)! + 1e-12);
      }),
    );
  });

  it('is 1 where the references themselves are detected, and 0 where nothing is', () => {
    fc.assert(
      fc.property(photos, (some) => {
        fc.pre(some.some(({ references }) => references.length > 0));
        const perfect = some.map(({ references }) => ({
          references,
          detections: references.map(({ box: found }) => ({ box: found, score: 0.9 })),
        }));
        expect(meanAveragePrecision(perfect)).toBeCloseTo(1, 12);
        expect(
          averagePrecision(
            some.map((one) => ({ ...one, detections: [] })),
            0.5,
          ),
        ).toBe(0);
      }),
    );
  });

  it('asks for the order of scores alone', () => {
    fc.assert(
      fc.property(photos, (some) => {
        const squeezed = some.map((one) => ({
          ...one,
          detections: one.detections.map((detection) => ({ ...detection, score: detection.score / 3 + 0.1 })),
        }));
        expect(averagePrecision(squeezed, 0.5)).toEqual(averagePrecision(some, 0.5));
      }),
    );
  });
});

describe('centre-hit rates', () => {
  it('reach their best F1 at the threshold that is named', () => {
    fc.assert(
      fc.property(photos, (some) => {
        const best = bestCentreHitRates(some);
        const everywhere = some
          .flatMap(({ detections }) => detections.map((detection) => centreHitRates(some, detection.score)))
          .map(({ f1 }) => f1 ?? 0);
        expect(best?.f1 ?? 0).toBeCloseTo(Math.max(0, ...everywhere), 12);
        if (best) expect(centreHitRates(some, best.threshold)).toEqual(best);
      }),
    );
  });

  it('find fewer as the threshold rises', () => {
    fc.assert(
      fc.property(photos, score, score, (some, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(centreHitRates(some, high).recall ?? 0).toBeLessThanOrEqual(
          centreHitRates(some, low).recall ?? 0,
        );
      }),
    );
  });
});

describe('counts', () => {
  it('err by at least their bias', () => {
    fc.assert(
      fc.property(photos, score, (some, threshold) => {
        const { meanAbsoluteError, bias } = countAgreement(some, threshold);
        expect(meanAbsoluteError!).toBeGreaterThanOrEqual(Math.abs(bias!) - 1e-12);
      }),
    );
  });
});

describe('correlation', () => {
  const pairs = fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 })), {
    maxLength: 20,
  });
  const split = (values: readonly (readonly [number, number])[]) =>
    [values.map(([a]) => a), values.map(([, b]) => b)] as const;

  it('is symmetric and does not change when a list is stretched', () => {
    fc.assert(
      fc.property(pairs, (values) => {
        const [a, b] = split(values);
        const plain = pearson(a, b);
        fc.pre(plain !== null);
        expect(pearson(b, a)).toBeCloseTo(plain, 9);
        expect(
          pearson(
            a,
            b.map((value) => 3 * value + 7),
          ),
        ).toBeCloseTo(plain, 9);
        expect(pearson(a, a)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('of ranks does not change under any rising function', () => {
    fc.assert(
      fc.property(pairs, (values) => {
        const [a, b] = split(values);
        expect(
          spearman(
            a,
            b.map((value) => value ** 3),
          ),
        ).toEqual(spearman(a, b));
      }),
    );
  });

  it('is unknown where nothing varies', () => {
    expect(pearson([], [])).toBeNull();
    expect(pearson([3], [4])).toBeNull();
    expect(pearson([0.1, 0.1, 0.1], [1, 2, 3])).toBeNull();
  });

  it('ranks share their places', () => {
    expect(ranks([10, 20, 10, 30])).toEqual([1.5, 3, 1.5, 4]);
  });
});

describe('calibration error', () => {
  it('lies between 0 and 1 and is at least the gap between all confidence and all success', () => {
    const claims = fc.array(
      fc.record({ confidence: fc.double({ min: 0, max: 1, noNaN: true }), correct: fc.boolean() }),
      {
        minLength: 1,
      },
    );
    fc.assert(
      fc.property(claims, (all) => {
        const error = calibrationError(all)!;
        const gap =
          all.reduce((sum, { confidence, correct }) => sum + (correct ? 1 : 0) - confidence, 0) / all.length;
        expect(error).toBeLessThanOrEqual(1 + 1e-12);
        expect(error).toBeGreaterThanOrEqual(Math.abs(gap) - 1e-12);
      }),
    );
  });

  it('is that of a worked example', () => {
    // Bins (0.1, 0.2], (0.2, 0.3] and (0.9, 1]: (|0 − 0.2| + |1 − 0.25| + |1 − (0.95 + 1)|) / 4.
    const example = [
      { confidence: 0.2, correct: false },
      { confidence: 0.25, correct: true },
      { confidence: 0.95, correct: true },
      { confidence: 1, correct: false },
    ];
    expect(calibrationError(example)).toBeCloseTo((0.2 + 0.75 + 0.95) / 4, 12);
    expect(calibrationError([])).toBeNull();
  });
});
