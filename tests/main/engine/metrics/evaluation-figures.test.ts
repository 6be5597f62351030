import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LesionType } from '../../../../src/shared/clinical/lesion';
import { inflammationConfusion } from '../../../../src/main/engine/ml/metrics/inflammation-confusion';
import { intraclassCorrelation } from '../../../../src/main/engine/ml/metrics/intraclass-correlation';
import { lookAlikeMarks } from '../../../../src/main/engine/ml/metrics/look-alike-marks';
import { figuresBySkinColour } from '../../../../src/main/engine/ml/metrics/figures-by-skin-colour';

const box = (x: number) => ({ x, y: 0, width: 10, height: 10 });
const found = (x: number, type: LesionType, score = 0.9) => ({ box: box(x), type, score });
const marked = (x: number, ...allowed: readonly LesionType[]) => ({ box: box(x), allowed });
const lookAlike = (x: number, kind: string) => ({ box: box(x), kind });

it('intraclass correlation: as by analysis of variance in NumPy', () => {
  expect(intraclassCorrelation([3, 10, 0, 25, 7, 14], [5, 9, 1, 30, 7, 20])).toBeCloseTo(
    0.9446006284107821,
    12,
  );
  expect(intraclassCorrelation([4], [4])).toBeNull();
  expect(intraclassCorrelation([4, 4], [4, 4])).toBeNull();
});

it('intraclass correlation is 1 for the same counts, never more, and falls when one side counts more', () => {
  const counts = fc.array(fc.nat(60), { minLength: 3, maxLength: 20 }).filter((all) => new Set(all).size > 1);
  fc.assert(
    fc.property(counts, fc.integer({ min: 1, max: 30 }), (all, more) => {
      expect(intraclassCorrelation(all, all)).toBeCloseTo(1, 10);
      expect(
        intraclassCorrelation(
          all,
          all.map((count) => count + more),
        ),
      ).toBeLessThan(1);
    }),
  );
});

it('counts look-alikes that were taken for lesions, those beside real lesions too', () => {
  const beside = {
    detections: [found(0, 'papule'), found(50, 'papule'), found(100, 'papule', 0.2)],
    references: [marked(0, 'papule')],
    lookAlikes: [lookAlike(2, 'scar'), lookAlike(50, 'mole1'), lookAlike(100, 'mole1')],
  };
  const clear = {
    detections: [found(0, 'comedone'), found(300, 'comedone')],
    references: [],
    lookAlikes: [lookAlike(0, 'spot')],
  };
  // The detection at 0 hits the papule, so the scar beside it was not taken for one.
  expect(lookAlikeMarks([beside, clear], 0.5)).toEqual({
    labelled: 4,
    marked: 2,
    byKind: {
      mole1: { labelled: 2, marked: 1 },
      scar: { labelled: 1, marked: 0 },
      spot: { labelled: 1, marked: 1 },
    },
    clearPhotos: 1,
    marksPerClearPhoto: 2,
  });
  expect(lookAlikeMarks([{ detections: [], references: [] }], 0.5)).toBeNull();
});

it('tells inflammatory from non-inflammatory even where the type is open', () => {
  const photo = {
    detections: [found(0, 'comedone'), found(50, 'papule'), found(100, 'nodule'), found(150, 'papule')],
    references: [
      marked(0, 'papule', 'pustule'),
      marked(50, 'papule', 'pustule'),
      marked(100, 'comedone'),
      marked(150, 'comedone', 'nodule', 'papule', 'pustule'),
      marked(200, 'pustule'),
    ],
  };
  expect(inflammationConfusion([photo], 0.5)).toEqual({
    inflammatory: { inflammatory: 1, nonInflammatory: 1 },
    nonInflammatory: { inflammatory: 1, nonInflammatory: 0 },
  });
  const unsaid = { detections: [], references: [marked(0, 'comedone', 'papule')] };
  expect(inflammationConfusion([unsaid], 0.5)).toBeNull();
});

it('gives figures for each skin colour that has photos, and says where none was found', () => {
  const photo = { detections: [found(0, 'papule')], references: [marked(0, 'papule')] };
  const missed = { detections: [], references: [marked(0, 'papule')] };
  const groups = figuresBySkinColour([photo, missed, photo, missed], [-40, 60, 57, null], 0.5);
  expect(groups.map(({ group, photos, centreHit }) => [group, photos, centreHit.recall])).toEqual([
    ['very light', 2, 0.5],
    ['dark', 1, 1],
    ['not measured', 1, 0],
  ]);
});
