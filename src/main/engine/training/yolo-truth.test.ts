import { expect, it } from 'vitest';
import type { DatasetLabel, LabelledPhoto } from '../../datasets/dataset';
import { leavesLesionsOpen, mostLesions, yoloTruthArrays } from './yolo-truth';

const label = (word: string, x: number): DatasetLabel => ({
  label: word,
  box: { x, y: 1, width: 4, height: 6 },
});
const photo = (...labels: readonly DatasetLabel[]): LabelledPhoto => ({
  ...{ file: '/a.png', fileName: 'a.png', split: 'train', stem: 'a', width: 9, height: 9 },
  labels,
});

it('writes the corners, class and mask of each lesion, and leaves look-alikes out', () => {
  const labels = [
    [label('pustule', 2), label('mole', 3), label('blackhead', 5)],
    [label('papule', 7), label('papule', 8), label('papule', 9)],
  ];
  const { boxes, classes, mask } = yoloTruthArrays(labels, ['comedone', 'pustule', 'papule'], 2);
  expect([...boxes]).toEqual([2, 1, 6, 7, 5, 1, 9, 7, 7, 1, 11, 7, 8, 1, 12, 7]);
  expect([...classes]).toEqual([1, 0, 2, 2]);
  expect([...mask]).toEqual([1, 1, 1, 1]);
});

it('makes places for the lesions of the fullest photo, and never fewer than two', () => {
  const three = photo(label('papule', 1), label('nodule', 2), label('spot', 3), label('cyst', 4));
  expect(mostLesions([photo(), three])).toBe(3);
  expect(mostLesions([photo(label('papule', 1))])).toBe(2);
  expect(mostLesions([])).toBe(2);
});

it('tells photos whose lesions have no type or no place', () => {
  expect(leavesLesionsOpen(photo(label('papule', 1), label('mole', 2)))).toBe(false);
  expect(leavesLesionsOpen(photo())).toBe(false);
  expect(leavesLesionsOpen(photo(label('pimple', 1)))).toBe(true);
  expect(leavesLesionsOpen({ ...photo(), presence: ['papule'] })).toBe(true);
});
