import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LESION_TYPES, type LesionType } from '../../../../src/shared/clinical/lesion';
import { centreHit, overlapAtLeast } from '../../../../src/main/engine/ml/metrics/affinity';
import { averagePrecision } from '../../../../src/main/engine/ml/metrics/average-precision';
import { percentileInterval, resampleWeights } from '../../../../src/main/engine/ml/metrics/bootstrap';
import { centreHitRates } from '../../../../src/main/engine/ml/metrics/centre-hit-rates';
import {
  CONFUSION_COLUMNS,
  CONFUSION_ROWS,
  confusionMatrix,
} from '../../../../src/main/engine/ml/metrics/confusion-matrix';
import { countAgreement } from '../../../../src/main/engine/ml/metrics/count-agreement';
import { countsByType } from '../../../../src/main/engine/ml/metrics/counts-by-type';
import { detectionFigures } from '../../../../src/main/engine/ml/metrics/detection-figures';
import { detectionReport } from '../../../../src/main/engine/ml/metrics/detection-report';
import { FROC_FALSE_MARKS, frocCurve, recallAtFalseMarks } from '../../../../src/main/engine/ml/metrics/froc';
import { countReferences, type TypedPhoto } from '../../../../src/main/engine/ml/metrics/judged-photo';
import {
  centreHitSums,
  countSums,
  resampledCounts,
  resampledRates,
} from '../../../../src/main/engine/ml/metrics/photo-sums';
import {
  weightedAveragePrecision,
  weightedRanking,
  weightedRecallAtFalseMarks,
} from '../../../../src/main/engine/ml/metrics/weighted-ranking';

const length = fc.integer({ min: 5, max: 40 });
const place = fc.integer({ min: 0, max: 60 });
const box = fc.record({ x: place, y: place, width: length, height: length });
const score = fc.integer({ min: 1, max: 20 }).map((twentieths) => twentieths / 20);
const type = fc.constantFrom(...LESION_TYPES);
const allowed: fc.Arbitrary<readonly LesionType[]> = fc.oneof(
  type.map((one) => [one]),
  fc.constant(['papule', 'pustule'] as const),
);
const photo: fc.Arbitrary<TypedPhoto> = fc.record({
  detections: fc.array(fc.record({ box, score, type }), { maxLength: 8 }),
  references: fc.array(fc.record({ box, allowed }), { maxLength: 8 }),
});
const photos = fc.array(photo, { minLength: 1, maxLength: 5 });

/** Photos with how often each is in a resample. */
const timesOver = (some: readonly TypedPhoto[]) =>
  fc
    .array(fc.integer({ min: 0, max: 3 }), { minLength: some.length, maxLength: some.length })
    .filter((times) => times.some((count) => count > 0))
    .map((times) => ({
      some,
      weights: Uint16Array.from(times),
      repeated: some.flatMap((one, index) => Array.from({ length: times[index]! }, () => one)),
    }));
const resampled = photos.chain(timesOver);
/** No photo has two detections of one score, though two photos may. */
const untied = photos
  .map((some) =>
    some.map((one) => ({
      ...one,
      detections: one.detections.map((detection, index) => ({
        ...detection,
        score: detection.score + index / 100,
      })),
    })),
  )
  .filter((some) =>
    some.every(({ detections }) => new Set(detections.map((one) => one.score)).size === detections.length),
  )
  .chain(timesOver);

describe('a weighted photo counts like so many copies of it', () => {
  it('in average precision', () => {
    fc.assert(
      fc.property(untied, fc.constantFrom(0.1, 0.5), ({ some, weights, repeated }, overlap) => {
        const weighted = weightedAveragePrecision(weightedRanking(some, overlapAtLeast(overlap)), weights);
        const plain = averagePrecision(repeated, overlap);
        if (plain === null) expect(weighted).toBeNull();
        else expect(weighted).toBeCloseTo(plain, 12);
      }),
    );
  });

  it('in recall at false marks', () => {
    fc.assert(
      fc.property(resampled, ({ some, weights, repeated }) => {
        const curve = frocCurve(repeated);
        expect(
          weightedRecallAtFalseMarks(weightedRanking(some, centreHit), weights, FROC_FALSE_MARKS),
        ).toEqual(curve && FROC_FALSE_MARKS.map((falseMarks) => recallAtFalseMarks(curve, falseMarks)));
      }),
    );
  });

  it('in rates and counts', () => {
    fc.assert(
      fc.property(resampled, score, ({ some, weights, repeated }, threshold) => {
        const rates = resampledRates(centreHitSums(weightedRanking(some, centreHit), threshold), weights);
        expect({ threshold, ...rates }).toEqual(centreHitRates(repeated, threshold));
        const counts = resampledCounts(countSums(some, threshold), weights);
        const plain = countAgreement(repeated, threshold);
        expect(counts.meanAbsoluteError).toBeCloseTo(plain.meanAbsoluteError!, 12);
        expect(counts.bias).toBeCloseTo(plain.bias!, 12);
        if (plain.pearson === null) expect(counts.pearson).toBeNull();
        else expect(counts.pearson).toBeCloseTo(plain.pearson, 9);
      }),
    );
  });
});

describe('the free-response curve', () => {
  it('holds the rates at each of its scores, and rises', () => {
    fc.assert(
      fc.property(photos, (some) => {
        const curve = frocCurve(some);
        expect(curve === null).toBe(countReferences(some) === 0);
        if (curve === null) return;
        curve.forEach((point, index) => {
          expect(point.recall).toBe(centreHitRates(some, point.score).recall);
          const kept = some.flatMap(({ detections }) => detections.filter((one) => one.score >= point.score));
          const hits = point.recall * countReferences(some);
          expect(point.falseMarks).toBeCloseTo((kept.length - hits) / some.length, 12);
          expect(point.falseMarks).toBeGreaterThanOrEqual(curve[index - 1]?.falseMarks ?? 0);
        });
      }),
    );
  });

  it('gives the recall of the lowest threshold that a limit allows', () => {
    const curve = [
      { score: 0.9, falseMarks: 0.5, recall: 0.2 },
      { score: 0.8, falseMarks: 1, recall: 0.4 },
      { score: 0.7, falseMarks: 3, recall: 0.9 },
    ];
    expect(FROC_FALSE_MARKS.map((limit) => recallAtFalseMarks(curve, limit))).toEqual([0.4, 0.4, 0.9, 0.9]);
    expect(recallAtFalseMarks(curve, 0.1)).toBe(0);
  });
});

const at = (x: number, side = 10) => ({ x, y: 0, width: side, height: side });

describe('the confusion matrix', () => {
  it('counts every lesion in its row and every detection in its column', () => {
    fc.assert(
      fc.property(photos, score, (some, threshold) => {
        const matrix = confusionMatrix(some, threshold);
        const references = some.flatMap((one) => one.references);
        for (const row of CONFUSION_ROWS) {
          if (row === 'background') continue;
          const sum = CONFUSION_COLUMNS.reduce((total, column) => total + matrix[row][column], 0);
          const labelled = references.filter((one) =>
            row === 'open' ? one.allowed.length > 1 : one.allowed.length === 1 && one.allowed[0] === row,
          );
          expect(sum).toBe(labelled.length);
        }
        for (const column of LESION_TYPES) {
          const sum = CONFUSION_ROWS.reduce((total, row) => total + matrix[row][column], 0);
          const found = some.flatMap((one) =>
            one.detections.filter((detection) => detection.type === column),
          );
          expect(sum).toBe(found.filter((detection) => detection.score >= threshold).length);
        }
      }),
    );
  });

  it('is that of a worked example', () => {
    const matrix = confusionMatrix(
      [
        {
          references: [
            { box: at(0), allowed: ['papule'] },
            { box: at(50), allowed: ['papule', 'pustule'] },
            { box: at(100), allowed: ['nodule'] },
            { box: at(150), allowed: ['comedone'], ignored: true },
          ],
          detections: [
            { box: at(1), score: 0.9, type: 'papule' },
            { box: at(2), score: 0.8, type: 'papule' },
            { box: at(51), score: 0.7, type: 'pustule' },
            { box: at(101), score: 0.2, type: 'nodule' },
            { box: at(151), score: 0.9, type: 'comedone' },
          ],
        },
      ],
      0.5,
    );
    const zero = { comedone: 0, nodule: 0, papule: 0, pustule: 0, background: 0 };
    expect(matrix).toEqual({
      comedone: zero,
      nodule: { ...zero, background: 1 },
      papule: { ...zero, papule: 1 },
      pustule: zero,
      open: { ...zero, pustule: 1 },
      background: { ...zero, papule: 1 },
    });
  });
});

it('counts a type only on photos whose labels leave no doubt about it', () => {
  const sure: TypedPhoto = {
    references: [{ box: at(0), allowed: ['papule'] }],
    detections: [
      { box: at(0), score: 0.9, type: 'papule' },
      { box: at(50), score: 0.9, type: 'papule' },
    ],
  };
  const unsure: TypedPhoto = { ...sure, references: [{ box: at(0), allowed: ['papule', 'pustule'] }] };
  const { papule, pustule } = countsByType([[sure, unsure]], 0.5);
  expect(papule).toMatchObject({ photos: 1, meanAbsoluteError: 1, bias: 1 });
  expect(pustule).toBeUndefined();
});

describe('the bootstrap', () => {
  it('draws as many photos as there are, the same for the same seed and number alone', () => {
    const weights = resampleWeights(50, 7, 3);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBe(50);
    expect(resampleWeights(50, 7, 3)).toEqual(weights);
    expect(resampleWeights(50, 7, 4)).not.toEqual(weights);
    expect(resampleWeights(50, 8, 3)).not.toEqual(weights);
  });

  it('draws every photo equally often', () => {
    const sums = new Array<number>(20).fill(0);
    for (let index = 0; index < 2000; index += 1)
      resampleWeights(20, 1, index).forEach((weight, one) => (sums[one]! += weight));
    // A standard deviation of each sum is √(2000 · 0.95) ≈ 44.
    for (const sum of sums) expect(Math.abs(sum - 2000)).toBeLessThan(220);
  });

  it('takes quantiles as NumPy does, and says how many resamples had a value', () => {
    const values = Array.from({ length: 1000 }, (_, index) => (index * 7) % 1000);
    const { low, high, resamples } = percentileInterval([...values, null])!;
    expect([low, high, resamples]).toEqual([expect.closeTo(24.975, 9), expect.closeTo(974.025, 9), 1000]);
    expect(percentileInterval([1, null, null])).toBeNull();
    expect(percentileInterval([])).toBeNull();
  });

  it('covers the mean of a large sample about as widely as theory has it', () => {
    // 400 photos with 0 or 1 false marks each, half and half: the standard error of the bias is 0.025.
    const even = Array.from({ length: 400 }, (_, index) => ({
      references: [],
      detections: index % 2 === 0 ? [{ box: at(0), score: 0.9, type: 'papule' as const }] : [],
    }));
    const { bias } = detectionReport([even], 0.5, { seed: 1, resamples: 1000 }).intervals.counts;
    expect(bias!.low).toBeCloseTo(0.5 - 1.96 * 0.025, 2);
    expect(bias!.high).toBeCloseTo(0.5 + 1.96 * 0.025, 2);
  });
});

describe('the report', () => {
  it('holds the figures, and intervals around them', () => {
    fc.assert(
      fc.property(photos, photos, (one, other) => {
        const report = detectionReport([one, other], 0.5, { seed: 2, resamples: 20 });
        expect(report).toMatchObject(detectionFigures([one, other], 0.5));
        const { interpolated } = report.precisionRecall ?? {};
        if (interpolated)
          expect(interpolated.reduce((sum, value) => sum + value, 0) / 101).toBeCloseTo(report.ap50!, 12);
        expect(Object.keys(report.ap50To95ByType)).toEqual(Object.keys(report.ap50ByType));
        for (const interval of [report.intervals.ap50, report.intervals.counts.bias])
          if (interval) expect(interval.low).toBeLessThanOrEqual(interval.high);
      }),
      { numRuns: 30 },
    );
  });

  it('is the same twice and says nothing where there is nothing', () => {
    const report = detectionReport([[]], 0.5, { seed: 2, resamples: 5 });
    expect(report).toMatchObject({ precisionRecall: null, froc: null, countsByType: {} });
    expect(report.intervals).toMatchObject({
      ap50: null,
      centreHit: { recall: null },
      counts: { bias: null },
    });
  });

  it('thins long curves and keeps their ends', () => {
    const many: TypedPhoto = {
      references: [{ box: at(0), allowed: ['papule'] }],
      detections: Array.from({ length: 900 }, (_, index) => ({
        box: at(index * 20),
        score: 1 - index / 1000,
        type: 'papule' as const,
      })),
    };
    const { froc, precisionRecall } = detectionReport([[many]], 0.5, { seed: 2, resamples: 5 });
    expect(froc?.curve).toHaveLength(200);
    expect([froc?.curve[0], froc?.curve.at(-1)]).toEqual([
      { score: 1, falseMarks: 0, recall: 1 },
      { score: 1 - 899 / 1000, falseMarks: 899, recall: 1 },
    ]);
    expect(precisionRecall?.raw).toHaveLength(200);
  });
});
