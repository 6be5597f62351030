import { expect, it } from 'vitest';
import type { LabelledPhoto } from '../../datasets/dataset';
import { photoTruth, positiveWeights, presentTypes, truthArray, variedTruth } from './presence-truth';

const photo = (...words: readonly string[]): LabelledPhoto => ({
  file: '/a.png',
  fileName: 'a.png',
  split: 'train',
  stem: 'a',
  width: null,
  height: null,
  labels: words.map((label) => ({ label, box: { x: 0, y: 0, width: 9, height: 9 } })),
});

it('reads the types in the order comedone, nodule, papule, pustule', () => {
  expect(presentTypes(['Papules', 'mole', 'soup'])).toEqual([false, false, true, false]);
  expect(presentTypes([])).toEqual([false, false, false, false]);
  expect(truthArray([presentTypes(['nodule']), presentTypes(['pustule'])])).toEqual(
    Float32Array.of(0, 1, 0, 0, 0, 0, 0, 1),
  );
});

it('is open where a word may stand for a type that nothing else names', () => {
  expect(presentTypes(['pimple'])).toBeNull();
  expect(presentTypes(['pimple', 'papule'])).toBeNull();
  expect(presentTypes(['pimple', 'papule', 'pustule'])).toEqual([false, false, true, true]);
  expect(presentTypes(['acne_lesion'])).toBeNull();
});

it('follows boxes that leave a varied picture, and keeps what a table says', () => {
  const both = photo('nodule', 'papule');
  expect(variedTruth(both, both.labels.slice(1))).toEqual([false, false, true, false]);
  expect(variedTruth({ ...photo(), presence: ['nodule'] }, [])).toEqual([false, true, false, false]);
  const pimple = photo('pimple', 'papule', 'pustule');
  expect(variedTruth(pimple, pimple.labels.slice(0, 1))).toEqual(photoTruth(pimple));
});

it('weighs present types so that both answers weigh the same, within bounds', () => {
  const photos = [photo('nodule', 'papule'), photo('nodule'), photo('nodule'), photo()];
  expect(positiveWeights(photos)).toEqual([1, 1 / 3, 3, 1]);
  const rare = [photo('papule'), ...Array.from({ length: 99 }, () => photo())];
  expect(positiveWeights(rare)[2]).toBe(10);
});
