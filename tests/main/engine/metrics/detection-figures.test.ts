import { expect, it } from 'vitest';
import type { LesionType } from '../../../../src/shared/clinical/lesion';
import { centreHit, overlapAtLeast } from '../../../../src/main/engine/ml/metrics/affinity';
import { bestCentreHitRates, centreHitRates } from '../../../../src/main/engine/ml/metrics/centre-hit-rates';
import { detectionFigures } from '../../../../src/main/engine/ml/metrics/detection-figures';
import { matchGreedily } from '../../../../src/main/engine/ml/metrics/match-greedily';

const box = (x: number, y: number, side = 10) => ({ x, y, width: side, height: side });
const found = (x: number, type: LesionType, score: number) => ({ box: box(x, 0), type, score });
const marked = (x: number, ...allowed: readonly LesionType[]) => ({ box: box(x, 0), allowed });

const photo = {
  detections: [
    found(0, 'papule', 0.9),
    found(50, 'comedone', 0.8),
    found(100, 'papule', 0.4),
    found(150, 'papule', 0.3),
  ],
  references: [marked(0, 'papule'), marked(50, 'comedone'), marked(100, 'papule', 'pustule')],
};

it('measures at the operating threshold', () => {
  const figures = detectionFigures([[photo]], 0.5);
  expect(figures).toMatchObject({ photos: 1, lesions: 3, ap50: 1, ap50To95: 1 });
  expect(figures.centreHit).toEqual({ threshold: 0.5, recall: 2 / 3, precision: 1, f1: 0.8 });
  expect(figures.bestCentreHit).toEqual({ threshold: 0.4, recall: 1, precision: 1, f1: 1 });
  expect(figures.counts).toEqual({
    meanAbsoluteError: 1,
    bias: -1,
    pearson: null,
    spearman: null,
    intraclass: null,
  });
  expect(figures.calibrationError).toBeCloseTo((0.1 + 0.2 + 0.6 + 0.3) / 4, 12);
});

it('measures a type only where labels name it, and ignores lesions that may be of it', () => {
  expect(detectionFigures([[photo]], 0.5).ap50ByType).toEqual({ comedone: 1, papule: 1 });
});

it('keeps datasets that never name a type out of its figure', () => {
  const untyped = { detections: [found(300, 'papule', 0.95)], references: [marked(0, 'papule', 'nodule')] };
  expect(detectionFigures([[photo], [untyped]], 0.5).ap50ByType.papule).toBe(1);
  expect(detectionFigures([[photo, untyped]], 0.5).ap50ByType.papule).toBe(0.5);
});

it('says nothing where there is nothing to measure on', () => {
  const figures = detectionFigures([[{ detections: [], references: [] }]], 0.5);
  expect(figures).toEqual({
    photos: 1,
    lesions: 0,
    ap50: null,
    ap50To95: null,
    centreHit: { threshold: 0.5, recall: null, precision: null, f1: null },
    bestCentreHit: null,
    counts: { meanAbsoluteError: 0, bias: 0, pearson: null, spearman: null, intraclass: null },
    calibrationError: null,
    ap50ByType: {},
  });
});

it('counts detections of one score together', () => {
  const tied = {
    references: [{ box: box(0, 0) }],
    detections: [
      { box: box(0, 0), score: 0.5 },
      { box: box(50, 0), score: 0.5 },
    ],
  };
  expect(bestCentreHitRates([tied])).toEqual({ threshold: 0.5, recall: 1, precision: 0.5, f1: 2 / 3 });
  expect(centreHitRates([tied], 0.51)).toEqual({ threshold: 0.51, recall: 0, precision: null, f1: 0 });
});

it('takes a reference that counts before one to be ignored', () => {
  const detections = [{ box: box(0, 0), score: 0.5 }];
  const references = [{ box: box(0, 0), ignored: true }, { box: box(3, 0) }];
  expect(matchGreedily({ detections, references }, overlapAtLeast(0.5))).toEqual([
    { detection: 0, score: 0.5, reference: 1, ignored: false },
  ]);
  expect(matchGreedily({ detections, references }, overlapAtLeast(0.9))).toEqual([
    { detection: 0, score: 0.5, reference: 0, ignored: true },
  ]);
});

it('takes a circle where one was drawn', () => {
  const corner = { x: 0, y: 0, width: 2, height: 2 };
  expect(centreHit(corner, { box: box(0, 0, 20) })).not.toBeNull();
  expect(centreHit(corner, { box: box(0, 0, 20), circle: { x: 10, y: 10, radius: 10 } })).toBeNull();
});
