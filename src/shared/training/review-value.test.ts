import { expect, it } from 'vitest';
import type { LesionType } from '../clinical/lesion';
import {
  rankForReview,
  reviewValue,
  worthOf,
  type ConfirmedCounts,
  type UnconfirmedPhoto,
} from './review-value';

const sure = { comedone: 0, nodule: 0, papule: 1, pustule: 0 };
const even = { comedone: 0.25, nodule: 0.25, papule: 0.25, pustule: 0.25 };
const at = (x: number) => ({ x, y: 0.1, width: 0.04, height: 0.04 });
const lesion = (score: number, type: LesionType = 'papule', typeScores = sure) => ({
  ...{ score, type, typeScores, box: at(0) },
});

const photo = (photoId: string, lesions: UnconfirmedPhoto['lesions'], skinType: number | null = null) => ({
  ...{ photoId, skinType, threshold: 0.5, lesions, secondView: null },
});
const confirmed: ConfirmedCounts = {
  lesions: { comedone: 100, papule: 80, pustule: 20, nodule: 2 },
  photosBySkinType: new Map([
    [2, 40],
    [5, 1],
  ]),
};

it('expects as many corrections as the scores leave open, faint ones left out', () => {
  const { expectedCorrections } = reviewValue(
    photo('a', [lesion(0.9), lesion(0.6), lesion(0.4), lesion(0.2)]),
    confirmed,
  );
  expect(expectedCorrections).toBeCloseTo(0.1 + 0.4 + 0.4);
});

it('measures doubt about types by entropy', () => {
  expect(
    reviewValue(photo('a', [lesion(0.9), lesion(0.9, 'papule', even)]), confirmed).doubtedTypes,
  ).toBeCloseTo(1);
  const two = { comedone: 0.5, nodule: 0, papule: 0.5, pustule: 0 };
  expect(reviewValue(photo('a', [lesion(0.9, 'papule', two)]), confirmed).doubtedTypes).toBeCloseTo(0.5);
});

it('knows what is rare among what is confirmed, and nothing of it while nothing is', () => {
  const rare = photo('a', [lesion(0.9, 'nodule'), lesion(0.9, 'pustule'), lesion(0.3, 'nodule')], 5);
  expect(reviewValue(rare, confirmed)).toMatchObject({ rareLesions: 1, rareSkinType: true });
  const none = { lesions: { comedone: 0, papule: 0, pustule: 0, nodule: 0 }, photosBySkinType: new Map() };
  expect(reviewValue(rare, none)).toMatchObject({ rareLesions: 0, rareSkinType: false });
});

it('puts first what would teach most', () => {
  const ranked = rankForReview(
    [
      photo('certain', [lesion(0.99), lesion(0.98)]),
      photo('doubtful', [lesion(0.55), lesion(0.45), lesion(0.5)]),
      photo('dark skin', [lesion(0.97)], 5),
    ],
    confirmed,
  );
  expect(ranked.map(({ photoId }) => photoId)).toEqual(['dark skin', 'doubtful', 'certain']);
  expect(ranked.map(worthOf)).toEqual([...ranked.map(worthOf)].sort((a, b) => b - a));
});

it('counts what only one of two models finds, each at its own threshold', () => {
  const found = (x: number, score: number) => ({ ...lesion(score), box: at(x) });
  const seen = photo('a', [found(0.1, 0.9), found(0.3, 0.6), found(0.5, 0.4)]);
  const secondView = {
    threshold: 0.3,
    lesions: [found(0.11, 0.8), found(0.5, 0.35), found(0.7, 0.3), found(0.9, 0.2)],
  };
  expect(reviewValue({ ...seen, secondView }, confirmed).disputedLesions).toBe(3);
  expect(reviewValue(seen, confirmed).disputedLesions).toBe(0);
});
