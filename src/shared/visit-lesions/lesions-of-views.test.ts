import { expect, it } from 'vitest';
import type { StatedType } from '../clinical/stated-type';
import { regionsOfFace } from '../face/face-regions';
import { testFace } from '../face/test-face';
import type { Point } from '../geometry/viewport';
import { lesionsOfViews } from './lesions-of-views';
import { shareWords, totalWords } from './share-words';
import { turnedCheek, turnOf } from './turned-cheek';
import type { ViewPhoto } from './view-photo';

const SIZE = { width: 1000, height: 1000 };
const asItIs = (point: Point): Point => point;
/** The head turned so that its right half, on the left of the picture, takes most of the width. */
const rightShows = ({ x, y }: Point): Point => ({ x: x < 0.5 ? 0.1 + 1.3 * x : 0.75 + 0.3 * (x - 0.5), y });
const leftShows = ({ x, y }: Point): Point => ({ x: 1 - rightShows({ x: 1 - x, y }).x, y });

type Drawn = readonly [id: string, type: StatedType | null, x: number, y: number];

function photo(
  photoId: string,
  view: ViewPhoto['view'],
  lay: ((point: Point) => Point) | null,
  lesions: readonly Drawn[],
): ViewPhoto {
  const face = lay && { ...testFace(), landmarks: testFace().landmarks.map(lay) };
  return {
    ...{ ...SIZE, photoId, view, face, regions: face && regionsOfFace(face, SIZE) },
    lesions: lesions.map(([id, type, left, top]) => {
      const { x, y } = (lay ?? asItIs)({ x: left, y: top });
      const box = { x: x * 1000 - 8, y: y * 1000 - 8, width: 16, height: 16 };
      return { id, type, box, saidRegion: null };
    }),
  };
}

const RIGHT_CHEEK: Drawn = ['cheek-r', 'papule', 0.3, 0.6];
const LEFT_CHEEK: Drawn = ['cheek-l', 'pustule', 0.7, 0.6];
const FOREHEAD: Drawn = ['brow', 'comedone', 0.5, 0.25];
const FRONT = photo('front', 'frontal', asItIs, [RIGHT_CHEEK, LEFT_CHEEK, FOREHEAD]);

it('counts every region from the photo that shows it best', () => {
  const right = photo('right', 'right-45', rightShows, [
    ['cheek-r', 'papule', 0.3, 0.6],
    ['cheek-r-2', null, 0.25, 0.65],
    FOREHEAD,
  ]);
  const { lesions, photos } = lesionsOfViews([right, FRONT]);
  expect(lesions.map(({ photoId, lesionId, region, side }) => [photoId, lesionId, region, side])).toEqual([
    ['front', 'cheek-l', 'left-cheek', 'left'],
    ['front', 'brow', 'forehead', expect.any(String)],
    ['right', 'cheek-r', 'right-cheek', 'right'],
    ['right', 'cheek-r-2', 'right-cheek', 'right'],
  ]);
  expect(totalWords(photos)).toBe('2 views, 6 marks');
  expect(photos.map(shareWords)).toEqual([
    'Frontal: 2 of 3 lesions, all but the right cheek',
    'Right 45°: 2 of 3 lesions, the right cheek',
  ]);
});

it('says one mark of two views as one', () => {
  const share = { view: null, counted: 0, cheeksElsewhere: [] } as const;
  const shares = [
    { ...share, photoId: 'a', role: 'first', marks: 1 },
    { ...share, photoId: 'b', role: 'left-cheek', marks: 0 },
  ] as const;
  expect(totalWords(shares)).toBe('2 views, 1 mark');
});

it('goes by the landmarks, not by the name of the view', () => {
  // Some clinics name a view after the side that the head is turned to.
  const { photos } = lesionsOfViews([
    photo('a', null, leftShows, [LEFT_CHEEK]),
    photo('b', 'left-45', rightShows, [RIGHT_CHEEK]),
    FRONT,
  ]);
  expect(photos.map(({ photoId, role, counted }) => [photoId, role, counted])).toEqual([
    ['front', 'first', 1],
    ['b', 'right-cheek', 1],
    ['a', 'left-cheek', 1],
  ]);
  expect(photos.map(shareWords)[0]).toBe('Frontal: 1 of 3 lesions, all but the cheeks');
});

it('counts no region twice, and nothing whose region nobody knows', () => {
  const { lesions, photos } = lesionsOfViews([
    photo('again', 'frontal', asItIs, [RIGHT_CHEEK]),
    photo('blind', 'right-45', null, [RIGHT_CHEEK]),
    photo('chest', 'chest', null, [RIGHT_CHEEK]),
    photo('unnamed', null, asItIs, [LEFT_CHEEK]),
    FRONT,
  ]);
  expect(lesions.map(({ photoId }) => photoId)).toEqual(['front', 'front', 'front']);
  expect(photos.map(({ photoId, role, counted }) => [photoId, role, counted])).toEqual([
    ['front', 'first', 3],
    ['again', 'repeat', 0],
    ['unnamed', 'repeat', 0],
    ['blind', 'no-face', 0],
    ['chest', 'trunk', 0],
  ]);
  expect(totalWords(photos)).toBe('on the frontal photo');
});

it('takes one photo for all where no face was found: the frontal one, or the one with the most', () => {
  const few = photo('few', null, null, [RIGHT_CHEEK]);
  const most = photo('most', null, null, [RIGHT_CHEEK, LEFT_CHEEK]);
  expect(lesionsOfViews([few, most]).lesions.map(({ photoId }) => photoId)).toEqual(['most', 'most']);
  const frontal = { ...few, photoId: 'frontal', view: 'frontal' } as const;
  expect(lesionsOfViews([most, frontal]).lesions.map(({ photoId }) => photoId)).toEqual(['frontal']);
  expect(lesionsOfViews([photo('chest', 'chest', null, [RIGHT_CHEEK])]).lesions).toHaveLength(1);
  expect(lesionsOfViews([])).toEqual({ lesions: [], photos: [] });
});

it('sees how a head is turned', () => {
  const turnOfFace = (lay: (point: Point) => Point): number =>
    turnOf({ ...testFace(), landmarks: testFace().landmarks.map(lay) }, SIZE);
  expect(Math.abs(turnOfFace(asItIs))).toBeLessThan(0.05);
  expect(turnedCheek(turnOfFace(asItIs))).toBeNull();
  expect(turnOfFace(rightShows)).toBeGreaterThan(0.5);
  expect(turnOfFace(leftShows)).toBeLessThan(-0.5);
  expect(turnedCheek(turnOfFace(rightShows))).toBe('right');
  // Tilted is not turned.
  const tilted = ({ x, y }: Point): Point => ({ x: 0.96 * x + 0.28 * y, y: 0.96 * y - 0.28 * x });
  expect(Math.abs(turnOfFace(tilted))).toBeLessThan(0.1);
});
