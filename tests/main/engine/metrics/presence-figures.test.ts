import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaUnderRoc } from '../../../../src/main/engine/ml/metrics/area-under-roc';
import { presenceFigures } from '../../../../src/main/engine/ml/metrics/presence-figures';

const LABELS = ['a', 'b', 'c'];
/** Sixteenths, so that some are equal and complements are exact. */
const probability = fc.integer({ min: 0, max: 16 }).map((sixteenths) => sixteenths / 16);
const three = <T>(value: fc.Arbitrary<T>) => fc.array(value, { minLength: 3, maxLength: 3 });
const pictures = fc.array(fc.record({ present: three(fc.boolean()), probabilities: three(probability) }), {
  minLength: 1,
  maxLength: 20,
});
const claims = fc.array(fc.record({ score: probability, positive: fc.boolean() }), { maxLength: 30 });

describe('the area under the ROC curve', () => {
  it('is the share of pairs in their right order, ties counting half', () => {
    fc.assert(
      fc.property(claims, (all) => {
        const pairs = all
          .filter(({ positive }) => positive)
          .flatMap((up) =>
            all.filter(({ positive }) => !positive).map((down) => (Math.sign(up.score - down.score) + 1) / 2),
          );
        const area = areaUnderRoc(all);
        if (pairs.length === 0) expect(area).toBeNull();
        else expect(area).toBeCloseTo(pairs.reduce((sum, pair) => sum + pair, 0) / pairs.length, 12);
      }),
    );
  });

  it('becomes its complement where scores or labels are turned round', () => {
    fc.assert(
      fc.property(claims, (all) => {
        const area = areaUnderRoc(all);
        fc.pre(area !== null);
        const scores = all.map((claim) => ({ ...claim, score: 1 - claim.score }));
        const labels = all.map((claim) => ({ ...claim, positive: !claim.positive }));
        expect(areaUnderRoc(scores)).toBeCloseTo(1 - area, 12);
        expect(areaUnderRoc(labels)).toBeCloseTo(1 - area, 12);
      }),
    );
  });

  it('asks for the order of scores alone', () => {
    fc.assert(
      fc.property(claims, (all) => {
        const bent = all.map((claim) => ({ ...claim, score: claim.score ** 3 }));
        expect(areaUnderRoc(bent)).toEqual(areaUnderRoc(all));
      }),
    );
  });
});

describe('presence figures', () => {
  it('do not depend on the order of pictures', () => {
    fc.assert(
      fc.property(
        pictures.chain((some) =>
          fc.tuple(
            fc.constant(some),
            fc.shuffledSubarray(some, { minLength: some.length, maxLength: some.length }),
          ),
        ),
        ([some, other]) => {
          const { loss, perLabel, ...rest } = presenceFigures(LABELS, other, 0.5);
          const plain = presenceFigures(LABELS, some, 0.5);
          expect(loss).toBeCloseTo(plain.loss!, 12);
          expect(rest).toMatchObject({ subsetAccuracy: plain.subsetAccuracy, macro: plain.macro });
          perLabel.forEach((label, index) => {
            expect(label).toEqual({ ...plain.perLabel[index], loss: label.loss });
          });
        },
      ),
    );
  });

  it('are permuted with the labels', () => {
    fc.assert(
      fc.property(pictures, (some) => {
        const reversed = some.map(({ present, probabilities }) => ({
          present: present.toReversed(),
          probabilities: probabilities.toReversed(),
        }));
        expect(presenceFigures(LABELS.toReversed(), reversed, [0.7, 0.5, 0.3]).perLabel.toReversed()).toEqual(
          presenceFigures(LABELS, some, [0.3, 0.5, 0.7]).perLabel,
        );
      }),
    );
  });

  it('have subset accuracy at most the least accuracy of a label, and macro accuracy between', () => {
    fc.assert(
      fc.property(pictures, (some) => {
        const { subsetAccuracy, perLabel, macro } = presenceFigures(LABELS, some, 0.5);
        expect(subsetAccuracy!).toBeLessThanOrEqual(Math.min(...perLabel.map(({ accuracy }) => accuracy!)));
        expect(macro.accuracy.value!).toBeGreaterThanOrEqual(subsetAccuracy! - 1e-12);
      }),
    );
  });

  it('leave labels without a value out of the mean and name them', () => {
    const figures = presenceFigures(
      ['never', 'sometimes'],
      [
        { present: [false, true], probabilities: [0.1, 0.9] },
        { present: [false, false], probabilities: [0.2, 0.2] },
      ],
      0.5,
    );
    expect(figures.perLabel[0]).toMatchObject({
      auroc: null,
      recall: null,
      precision: null,
      f1: null,
      accuracy: 1,
    });
    expect(figures.macro.auroc).toEqual({ value: 1, classes: 1, leftOut: ['never'] });
    expect(figures.macro.accuracy).toEqual({ value: 1, classes: 2, leftOut: [] });
  });

  it('stay finite where a certainty is wrong', () => {
    const { loss } = presenceFigures(['a'], [{ present: [true], probabilities: [0] }]);
    expect(loss).toBeCloseTo(-Math.log(1e-7), 9);
  });

  it('are null without pictures', () => {
    const { loss, subsetAccuracy, argmaxAccuracy, macro } = presenceFigures(['a'], []);
    expect([loss, subsetAccuracy, argmaxAccuracy, macro.f1.value]).toEqual([null, null, null, null]);
  });

  it('refuse what does not fit together', () => {
    expect(() => presenceFigures(['a'], [{ present: [true, false], probabilities: [1] }])).toThrow(
      RangeError,
    );
    expect(() => presenceFigures(['a'], [{ present: [true], probabilities: [Number.NaN] }])).toThrow(
      RangeError,
    );
    expect(() => presenceFigures(['a'], [], [0.5, 0.5])).toThrow(RangeError);
  });
});
