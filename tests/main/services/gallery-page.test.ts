import { beforeEach, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../src/main/data/database';
import { storeAnalysis } from '../../../src/main/data/repositories/analyses';
import { placeAmongNewest } from '../../../src/main/data/repositories/photos';
import { changeMarks } from '../../../src/main/services/marks/change-marks';
import { pageOfGallery, summarizeThose } from '../../../src/main/services/photo-summaries';
import { removePhoto } from '../../../src/main/services/remove-photo';
import { photosOf } from '../../../src/shared/photo/gallery-row';
import { addPhoto, countingIds, memoryDatabase, photoIdOf } from '../../helpers/memory-database';

const PHOTOS = 25;
const noCourse = () => null;
const now = new Date(Date.UTC(2025, 2, 1));

let database: OpenDatabase;
beforeEach(() => {
  database = memoryDatabase();
  for (let number = 1; number <= PHOTOS; number += 1) addPhoto(database, number);
  return () => database.close();
});

const numbersOf = (offset: number, limit: number): readonly number[] =>
  photosOf(pageOfGallery(database, 'newest', { offset, limit }, noCourse)).map(({ id }) =>
    Number(id.slice(-12)),
  );

it('gives any stretch of the gallery, newest import first, and the number of all', () => {
  expect(numbersOf(0, 3)).toEqual([25, 24, 23]);
  expect(numbersOf(22, 500)).toEqual([3, 2, 1]);
  expect(numbersOf(25, 5)).toEqual([]);
  expect(pageOfGallery(database, 'newest', { offset: 3, limit: 1 }, noCourse).total).toBe(PHOTOS);
});

it('stretches laid end to end hold every photo once, at the place that is told', () => {
  removePhoto(database, photoIdOf(20), now);
  const all = [0, 7, 14, 21].flatMap((offset) => numbersOf(offset, 7));
  expect(all).toEqual(
    Array.from({ length: PHOTOS }, (_, at) => PHOTOS - at).filter((number) => number !== 20),
  );
  for (const [place, number] of all.entries())
    expect(placeAmongNewest(database, photoIdOf(number))).toBe(place);
  expect(placeAmongNewest(database, photoIdOf(20))).toBeNull();
  expect(placeAmongNewest(database, photoIdOf(404))).toBeNull();
});

it('summarises in the asked order what is in the gallery', () => {
  removePhoto(database, photoIdOf(2), now);
  const asked = [3, 2, 9, 404].map(photoIdOf);
  expect(summarizeThose(database, asked, noCourse).map(({ id }) => id)).toEqual([photoIdOf(3), photoIdOf(9)]);
});

it('counts with the clinician’s word', () => {
  const box = { x: 0.25, y: 0.25, width: 0.1, height: 0.1 };
  const ids = countingIds();
  storeAnalysis(
    database,
    {
      ...{ photoId: photoIdOf(25), floor: 0.1, finishedAt: '2025-03-01T10:00:00Z' },
      ms: { decode: 1, infer: 1, total: 2 },
      source: {
        ...{ model: { id: 'test', sha256: 'a' }, engine: { id: 'cpu', device: 'test' } },
        ...{ threshold: 0.5, appVersion: '1' },
      },
      lesions: [
        { type: 'papule', score: 0.9, typeScores: { comedone: 0, nodule: 0, papule: 1, pustule: 0 }, box },
      ],
    },
    ids,
  );
  const shown = () =>
    photosOf(pageOfGallery(database, 'newest', { offset: 0, limit: 1 }, noCourse))[0]?.analysis;
  expect(shown()).toMatchObject({ state: 'done', lesionCount: 1 });
  const added = { type: 'nodule', region: null, verdict: 'added', detected: null } as const;
  changeMarks(
    { database, newId: ids, now: () => now },
    photoIdOf(25),
    'add',
    [{ ...added, id: photoIdOf(901), box: { ...box, x: 0.7 } }],
    [],
  );
  expect(shown()).toMatchObject({ state: 'done', lesionCount: 2 });
});

it('finds a page and the number of photos by the index, however many there are', () => {
  const plan = (sql: string): string =>
    JSON.stringify(database.all(`EXPLAIN QUERY PLAN ${sql}`, { limit: 10, offset: 20 }));
  const page =
    'SELECT sequence FROM photos WHERE removed_at IS NULL ORDER BY sequence DESC LIMIT :limit OFFSET :offset';
  expect(plan(page)).toContain('COVERING INDEX photos_in_gallery');
  expect(plan(page)).not.toContain('TEMP B-TREE');
  expect(
    JSON.stringify(
      database.all('EXPLAIN QUERY PLAN SELECT count(*) AS count FROM photos WHERE removed_at IS NULL'),
    ),
  ).toContain('photos_in_gallery');
});
