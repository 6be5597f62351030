import { expect, it } from 'vitest';
import type { StatedType } from '../../../../shared/clinical/stated-type';
import type { MarkVerdict } from '../../../../shared/lesion-marks/lesion-mark';
import type { LesionMapMark } from './mark';
import { shownLesions, type Wanted } from './shown-lesions';

const box = { x: 0, y: 0, width: 1, height: 1 };
const mark = (
  id: string,
  type: StatedType | null,
  score: number | null,
  verdict: MarkVerdict | null = null,
): LesionMapMark => ({
  ...{ id, kind: 'lesion', type, box, verdict },
  lesion:
    score === null
      ? null
      : {
          ...{ id, type: 'papule', score, box },
          typeScores: { comedone: 0, nodule: 0, papule: 1, pustule: 0 },
        },
  own: verdict && { id, type, box, region: null, verdict, detected: null },
});
const marks = [
  mark('a', 'papule', 0.9),
  mark('b', 'comedone', 0.4),
  mark('c', 'papule', 0.2),
  mark('d', 'nodule', 0.2, 'accepted'),
  mark('e', 'papule', 0.9, 'rejected'),
  mark('f', null, null, 'added'),
  mark('g', 'inflammatory', 0.6),
];
const everything: Wanted = {
  ...{ minScore: 0.4, hiddenTypes: new Set(), showModel: true, showOwn: true, showRejected: false },
  showAny: true,
};
const ids = (wanted: Partial<Wanted>) =>
  shownLesions(marks, { ...everything, ...wanted })
    .visible.map(({ id }) => id)
    .join('');

it('takes the clinician’s word before the score', () => {
  expect(shownLesions(marks, everything)).toMatchObject({
    counts: { comedone: 1, nodule: 1, papule: 1, pustule: 0, inflammatory: 1, unsure: 1 },
    ...{ total: 5, judged: 2, rejected: 1 },
  });
  expect(shownLesions(marks, { ...everything, minScore: 1 }).total).toBe(2);
});

it('shows what is switched on; the counts stay', () => {
  expect(ids({})).toBe('abdfg');
  expect(ids({ hiddenTypes: new Set(['papule', 'unsure'] as const) })).toBe('bdg');
  expect(ids({ showModel: false })).toBe('df');
  expect(ids({ showOwn: false })).toBe('abg');
  expect(ids({ showRejected: true })).toBe('abdefg');
  // What is said of all that are shown, by key or button, must not reach those that are not.
  expect(ids({ showRejected: true, showAny: false })).toBe('');
  expect(shownLesions(marks, { ...everything, showAny: false }).total).toBe(5);
  expect(shownLesions(marks, { ...everything, showOwn: false }).total).toBe(5);
});
