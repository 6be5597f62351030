import { expect, it } from 'vitest';
import type { LesionType } from '../../../../shared/clinical/lesion';
import type { DetectionMark } from './mark';
import { shownLesions } from './shown-lesions';

const box = { x: 0, y: 0, width: 1, height: 1 };
const mark = (id: string, type: LesionType, score: number): DetectionMark => ({
  id,
  kind: 'detection',
  type,
  box,
  lesion: { id, type, score, box, typeScores: { comedone: 0, nodule: 0, papule: 0, pustule: 0, [type]: 1 } },
});
const marks = [
  mark('a', 'papule', 0.9),
  mark('b', 'papule', 0.4),
  mark('c', 'nodule', 0.4),
  mark('d', 'comedone', 0.1),
];

it('counts at and above the threshold', () => {
  expect(shownLesions(marks, 0.4, new Set())).toMatchObject({
    counts: { comedone: 0, nodule: 1, papule: 2, pustule: 0 },
    total: 3,
  });
});

it('a switched-off type is still counted but not visible', () => {
  const { visible, counts, total } = shownLesions(marks, 0.4, new Set(['papule']));
  expect(visible.map(({ id }) => id)).toEqual(['c']);
  expect(counts.papule).toBe(2);
  expect(total).toBe(3);
});
