import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LESION_TYPES } from '../lesion';
import { BODY_REGIONS } from '../region';
import { changeSince, countInterval, isRealChange } from './change';
import { gags, gagsBand } from './gags';
import { classifyLesions, countedLesions, totalOf, type GradedLesion } from './graded-lesion';
import { hayashi, hayashiGrade } from './hayashi';
import { isTreatmentSuccess, suggestIga } from './iga';
import { lehmann } from './lehmann';
import { nice } from './nice';

const lesion = (
  type: GradedLesion['type'],
  region: GradedLesion['region'] = 'forehead',
  side: GradedLesion['side'] = 'right',
): GradedLesion => ({ type, region, side });
const classes = (nonInflammatory: number, inflammatory: number, nodules = 0) => ({
  ...{ nonInflammatory, inflammatory, nodules },
});
const anyLesions = fc.array(
  fc.record({
    type: fc.constantFrom(...LESION_TYPES),
    region: fc.constantFrom(...BODY_REGIONS),
    side: fc.constantFrom('right' as const, 'left' as const),
  }),
  { maxLength: 60 },
);

describe('classes of lesions', () => {
  it('count nodules apart', () => {
    const counted = classifyLesions([
      ...[lesion('comedone'), lesion('comedone'), lesion('papule'), lesion('pustule'), lesion('nodule')],
    ]);
    expect(counted).toEqual(classes(2, 2, 1));
    expect(totalOf(counted)).toBe(5);
  });
  it('leave the nose out where the protocol says so', () => {
    const both = [lesion('papule', 'nose'), lesion('papule', 'chin')];
    expect(countedLesions(both, { countNose: false })).toEqual([both[1]]);
    expect(countedLesions(both)).toEqual(both);
  });
});

describe('GAGS', () => {
  it('shows its working, region by region', () => {
    const graded = gags(
      [
        ...[lesion('comedone', 'forehead'), lesion('papule', 'forehead'), lesion('nodule', 'right-cheek')],
        ...[lesion('pustule', 'nose'), lesion('comedone', 'perioral'), lesion('papule', 'trunk')],
      ],
      true,
    );
    expect(graded.lines.map(({ region, worst, score }) => [region, worst, score])).toEqual([
      ['forehead', 'papule', 4],
      ['right-cheek', 'nodule', 8],
      ['left-cheek', null, 0],
      ['nose', 'pustule', 3],
      ['chin', 'comedone', 1],
      ['trunk', 'papule', 6],
    ]);
    expect(graded).toMatchObject({ total: 22, outOf: 44, band: 'moderate' });
  });
  it('has no band for a face alone', () => {
    expect(gags([lesion('nodule', 'trunk'), lesion('papule', 'chin')], false)).toMatchObject({
      ...{ total: 2, outOf: 32, band: null },
    });
  });
  it.each([
    [0, 'none'],
    [1, 'mild'],
    [18, 'mild'],
    [19, 'moderate'],
    [30, 'moderate'],
    [31, 'severe'],
    [38, 'severe'],
    [39, 'unassigned'],
    [40, 'very-severe'],
    [44, 'very-severe'],
  ])('a total of %i is %s', (total, band) => {
    expect(gagsBand(total)).toBe(band);
  });
  it('never falls when a lesion is added, and stays within its range', () => {
    fc.assert(
      fc.property(anyLesions, anyLesions, (some, more) => {
        const [before, after] = [gags(some, true).total, gags([...some, ...more], true).total];
        expect(after).toBeGreaterThanOrEqual(before);
        expect(after).toBeLessThanOrEqual(44);
      }),
    );
  });
});

describe('Hayashi', () => {
  it.each([
    [0, 'mild'],
    [5, 'mild'],
    [6, 'moderate'],
    [20, 'moderate'],
    [21, 'severe'],
    [50, 'severe'],
    [51, 'very-severe'],
  ])('%i papules and pustules are %s', (count, grade) => {
    expect(hayashiGrade(count)).toBe(grade);
  });
  it('grades each half of the face and names the worse', () => {
    const left = Array.from({ length: 6 }, () => lesion('pustule', 'left-cheek', 'left'));
    const others = [
      lesion('papule', 'nose'),
      lesion('comedone'),
      lesion('papule', 'trunk'),
      lesion('nodule'),
    ];
    expect(hayashi([...left, ...others])).toEqual({
      sides: {
        right: { inflammatory: 1, grade: 'mild' },
        left: { inflammatory: 6, grade: 'moderate' },
      },
      worse: 'left',
    });
    expect(hayashi([]).worse).toBe('right');
  });
});

describe('NICE NG198', () => {
  it.each([
    [34, 2, 'mild-to-moderate', []],
    [35, 0, 'moderate-to-severe', ['inflammatory']],
    [0, 3, 'moderate-to-severe', ['nodules']],
    [40, 4, 'moderate-to-severe', ['inflammatory', 'nodules']],
  ])('%i inflammatory and %i nodules are %s', (inflammatory, nodules, grade, because) => {
    expect(nice(classes(500, inflammatory, nodules))).toEqual({ grade, because });
  });
});

describe('Lehmann', () => {
  it.each([
    [classes(0, 0), 'mild'],
    [classes(19, 10), 'mild'],
    [classes(20, 0), 'moderate'],
    [classes(0, 15), 'moderate'],
    [classes(18, 14), 'moderate'],
    [classes(100, 25), 'moderate'],
    [classes(101, 0), 'severe'],
    [classes(0, 51), 'severe'],
    [classes(90, 36), 'severe'],
    [classes(0, 0, 5), 'mild'],
    [classes(0, 0, 6), 'severe'],
  ])('%o is %s', (counted, grade) => {
    expect(lehmann(counted).grade).toBe(grade);
  });
  it('shows every component', () => {
    expect(lehmann(classes(20, 3, 1)).lines).toEqual([
      { counted: 'comedones', count: 20, grade: 'moderate' },
      { counted: 'inflammatory', count: 3, grade: 'mild' },
      { counted: 'total', count: 24, grade: 'mild' },
      { counted: 'nodules', count: 1, grade: 'mild' },
    ]);
  });
});

describe('IGA', () => {
  it.each([
    [classes(0, 0), 0],
    [classes(5, 1), 1],
    [classes(6, 0), 2],
    [classes(0, 2), 2],
    [classes(20, 10), 2],
    [classes(0, 11), 3],
    [classes(0, 0, 1), 3],
    [classes(100, 50, 1), 3],
    [classes(0, 0, 2), 4],
    [classes(101, 0), 4],
  ])('%o suggests %i', (counted, grade) => {
    expect(suggestIga(counted)).toBe(grade);
  });
  it('success is 0 or 1 and two grades better', () => {
    expect(isTreatmentSuccess(1, 3)).toBe(true);
    expect(isTreatmentSuccess(0, 2)).toBe(true);
    expect(isTreatmentSuccess(1, 2)).toBe(false);
    expect(isTreatmentSuccess(2, 4)).toBe(false);
  });
});

describe('change since the baseline', () => {
  it('has no percentage where there was nothing', () => {
    expect(changeSince(0, 7)).toEqual({ absolute: 7, percent: null });
    expect(changeSince(40, 10)).toEqual({ absolute: -30, percent: -75 });
    expect(changeSince(8, 8)).toEqual({ absolute: 0, percent: 0 });
  });
  it('is real beyond the repeat error only', () => {
    const error = { constant: 1, perLesion: 0.25 };
    // √(1 + 0.25 · 20 + 1 + 0.25 · 30) · 1.96 = 7.46.
    expect(isRealChange(20, 30, error)).toBe(true);
    expect(isRealChange(23, 30, error)).toBe(false);
    expect(countInterval(20, error)).toEqual({ low: 15, high: 25 });
    expect(countInterval(0, error)).toEqual({ low: 0, high: 2 });
  });
  it('is the same read backwards, and never real for equal counts', () => {
    const counts = fc.nat({ max: 500 });
    const errors = fc.record({
      constant: fc.double({ min: 0.1, max: 9, noNaN: true }),
      perLesion: fc.double({ min: 0, max: 2, noNaN: true }),
    });
    fc.assert(
      fc.property(counts, counts, errors, (a, b, error) => {
        expect(isRealChange(a, b, error)).toBe(isRealChange(b, a, error));
        expect(isRealChange(a, a, error)).toBe(false);
        const { low, high } = countInterval(a, error);
        expect(low <= a && a <= high).toBe(true);
      }),
    );
  });
});
