import { expect, it } from 'vitest';
import type { PhotographDetails } from '../../shared/record/photograph';
import { pairOfLastVisits, pairOfPhoto } from './choose-pair';

const visit = (...photos: readonly (readonly [id: string, view: PhotographDetails['view']])[]) => ({
  photographs: photos.map(([id, view]) => ({ photo: { id }, details: { view } })),
});
const pair = (earlierPhotoId: string | null, laterPhotoId: string | null) => ({
  earlierPhotoId,
  laterPhotoId,
});

const repeated = [visit(['a1', 'frontal']), visit(['b1', 'frontal'], ['b2', 'frontal'])];
const first = [visit(['a1', 'frontal'], ['a2', 'frontal']), visit(['b1', 'left-45'])];
const unnamed = [visit(['a1', null], ['a2', null]), visit(['b1', null])];

it('compares a photo with the visit before, whatever else was taken in its own visit', () => {
  expect(pairOfPhoto(repeated, 'b2')).toEqual(pair('a1', 'b2'));
  expect(pairOfPhoto(repeated, 'b1')).toEqual(pair('a1', 'b1'));
});

it('compares a photo of the first visit with the one after', () => {
  expect(pairOfPhoto(repeated, 'a1')).toEqual(pair('a1', 'b1'));
  expect(pairOfPhoto([visit(['a1', 'frontal'], ['a2', 'frontal']), visit(['b1', 'frontal'])], 'a2')).toEqual(
    pair('a2', 'b1'),
  );
});

it('compares photos of one visit only where no other visit has the view', () => {
  expect(pairOfPhoto(first, 'a2')).toEqual(pair('a1', 'a2'));
  expect(pairOfPhoto(first, 'a1')).toEqual(pair('a1', 'a2'));
  expect(pairOfPhoto(first, 'b1')).toEqual(pair('b1', null));
});

it('does not take views that nobody named for the same within a visit', () => {
  expect(pairOfPhoto(unnamed, 'b1')).toEqual(pair('a2', 'b1'));
  expect(pairOfPhoto(unnamed.slice(0, 1), 'a2')).toEqual(pair('a2', null));
  expect(pairOfLastVisits(unnamed.slice(0, 1))).toEqual(pair(null, null));
});

it('leaves the other side open for a photo of no visit', () => {
  expect(pairOfPhoto(repeated, 'x')).toEqual(pair(null, 'x'));
});

it('compares the last two visits, one photo of each', () => {
  expect(pairOfLastVisits(repeated)).toEqual(pair('a1', 'b2'));
  expect(pairOfLastVisits([visit(['o', 'frontal']), ...repeated])).toEqual(pair('a1', 'b2'));
});

it('takes frontal photos first, and photos without a named view last', () => {
  const left = [visit(['a0', null], ['a1', 'left-45']), visit(['b0', null], ['b1', 'left-45'])];
  expect(pairOfLastVisits(left)).toEqual(pair('a1', 'b1'));
  expect(pairOfLastVisits([...left, visit(['c', 'frontal'])])).toEqual(pair('a1', 'b1'));
  expect(pairOfLastVisits([visit(['f', 'frontal']), ...left, visit(['c', 'frontal'])])).toEqual(
    pair('f', 'c'),
  );
  expect(pairOfLastVisits([])).toEqual(pair(null, null));
});
