import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../src/main/data/database';
import { redo, undo } from '../../../src/main/data/journal/undo';
import {
  countUnassigned,
  photoOfGroupBeside,
  placeAmongVisits,
  unassignedAmong,
  unassignedPhotos,
} from '../../../src/main/data/repositories/gallery-rows';
import { pageOfGallery, pageOfRemoved } from '../../../src/main/services/photo-summaries';
import { erasePatient } from '../../../src/main/services/record/erase-patient';
import { assignPhotographs, describePhotographs } from '../../../src/main/services/record/change-photographs';
import {
  changePatient,
  changeVisit,
  removePatient,
  removeVisit,
  restorePatient,
  type RecordContext,
} from '../../../src/main/services/record/change-record';
import { mergePatients } from '../../../src/main/services/record/merge-patients';
import { removePhoto, restorePhoto } from '../../../src/main/services/remove-photo';
import { addPhoto, countingIds, memoryDatabase, photoIdOf } from '../../helpers/memory-database';

const noCourse = () => null;
const now = new Date(Date.UTC(2025, 2, 1));
const person = (name: string) => ({
  ...{ name, birthDate: null, localNumber: null, skinType: null, notes: '' },
});
const visitOn = (date: string) => ({
  ...{ date, treatmentWeek: null, complaint: '', iga: null, cadi: null, notes: '' },
});

let database: OpenDatabase;
let context: RecordContext;
beforeEach(() => {
  database = memoryDatabase();
  const newId = countingIds();
  context = { database, newId: () => newId().replace(/^0/, '9'), now: () => now };
  return () => database.close();
});

const photo = (number: number): string => photoIdOf(number);
/** What the gallery by visit shows: a group as its title, a photo as its number. */
const shown = (offset = 0, limit = 500): readonly (string | number)[] =>
  pageOfGallery(database, 'visits', { offset, limit }, noCourse).rows.map((row) =>
    row.kind === 'photo'
      ? Number(row.photo.id.slice(-12))
      : `${row.visit ? `${row.visit.patientName} ${row.visit.date}` : 'none'} ${row.photoCount}`,
  );

function clinic() {
  for (let number = 1; number <= 8; number += 1) addPhoto(database, number);
  const [zoe, ada] = [
    changePatient(context, null, person('Zoë')),
    changePatient(context, null, person('Ada')),
  ];
  const [first, second, other] = [
    changeVisit(context, zoe, null, visitOn('2025-01-10')),
    changeVisit(context, zoe, null, visitOn('2025-02-10')),
    changeVisit(context, ada, null, visitOn('2025-02-10')),
  ];
  assignPhotographs(context, [photo(1), photo(2)], first, 'left-45');
  describePhotographs(context, [photo(2)], { view: 'frontal' });
  assignPhotographs(context, [photo(3)], second);
  assignPhotographs(context, [photo(4), photo(5)], other, 'frontal');
  return { zoe, ada, first, second, other };
}

it('shows photos in no record first, then visits, the newest first, with their photos by view', () => {
  clinic();
  expect(shown()).toEqual([
    ...['none 3', 8, 7, 6],
    ...['Ada 2025-02-10 2', 4, 5],
    ...['Zoë 2025-02-10 1', 3],
    ...['Zoë 2025-01-10 2', 2, 1],
  ]);
});

it('tells a photo’s place among the rows, and the visits beside it', () => {
  clinic();
  const rows = shown();
  for (const [index, row] of rows.entries())
    if (typeof row === 'number') expect(placeAmongVisits(database, photo(row))).toBe(index);
  expect(placeAmongVisits(database, photo(404))).toBeNull();
  expect(photoOfGroupBeside(database, photo(7), 1)).toBe(photo(4));
  expect(photoOfGroupBeside(database, photo(1), -1)).toBe(photo(3));
  expect(photoOfGroupBeside(database, photo(3), -1)).toBe(photo(4));
  expect(photoOfGroupBeside(database, photo(8), -1)).toBeNull();
  expect(photoOfGroupBeside(database, photo(1), 1)).toBeNull();
});

it('a photo that loses its visit or patient is in no record, and comes back with them', async () => {
  const { zoe, ada, other } = clinic();
  removeVisit(context, other);
  expect(shown().slice(0, 6)).toEqual(['none 5', 8, 7, 6, 5, 4]);
  undo(database);
  removePatient(context, zoe);
  expect(shown()).toEqual(['none 6', 8, 7, 6, 3, 2, 1, 'Ada 2025-02-10 2', 4, 5]);
  restorePatient(context, zoe);
  mergePatients(database, ada, zoe, now.toISOString());
  expect(shown().filter((row) => typeof row === 'string')).toEqual([
    ...['none 3', 'Ada 2025-02-10 2', 'Ada 2025-02-10 1', 'Ada 2025-01-10 2'],
  ]);
  removePatient(context, ada);
  const store = { remove: () => Promise.resolve() };
  await erasePatient(database, store as never, ada);
  expect(shown()).toEqual(['none 3', 8, 7, 6]);
});

it('lists what is in no record page by page, and which of some photos are', () => {
  clinic();
  expect(unassignedPhotos(database, { offset: 1, limit: 2 })).toEqual([photo(7), photo(6)]);
  expect(countUnassigned(database)).toBe(3);
  expect(unassignedAmong(database, [photo(6), photo(1), photo(8), photo(404)])).toEqual([photo(6), photo(8)]);
});

it('lists removed photos with whose they were, newest removal first', () => {
  clinic();
  removePhoto(database, photo(2), new Date(Date.UTC(2025, 2, 2)));
  removePhoto(database, photo(8), new Date(Date.UTC(2025, 2, 3)));
  const { total, photos } = pageOfRemoved(database, { offset: 0, limit: 10 }, noCourse);
  expect(total).toBe(2);
  expect(photos.map(({ photo: { id }, patientName }) => [id, patientName])).toEqual([
    [photo(8), null],
    [photo(2), 'Zoë'],
  ]);
});

/** What the rows have to be, read from the tables they are kept from. */
const expected = (): readonly unknown[] =>
  database.all(
    `SELECT newest_first, visit, view, place, photo FROM photo_places WHERE is_shown
     UNION SELECT newest_first, visit, -1, 0, NULL FROM photo_places WHERE is_shown ORDER BY 1, 2, 3, 4`,
  );
const kept = (): readonly unknown[] =>
  database.all('SELECT * FROM gallery_rows ORDER BY newest_first, visit, view, place');

it('keeps the rows level with the record, whatever is done and undone', () => {
  const step = fc.record({ what: fc.nat(9), photo: fc.nat(7), which: fc.nat(2) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      database = memoryDatabase();
      context = { ...context, database };
      const { zoe, ada, first, second, other } = clinic();
      const visits = [first, second, other];
      for (const { what, photo: number, which } of steps) {
        const photoId = photo(number + 1);
        const visit = visits[which]!;
        const acts = [
          () => removePhoto(database, photoId, now),
          () => restorePhoto(database, photoId, now),
          () => assignPhotographs(context, [photoId], visit),
          () => assignPhotographs(context, [photoId], null),
          () => describePhotographs(context, [photoId], { view: which === 0 ? 'back' : null }),
          () => removeVisit(context, visit),
          () => changeVisit(context, zoe, visit, visitOn('2025-03-01')),
          () => (which === 0 ? removePatient(context, ada) : restorePatient(context, ada)),
          () => undo(database),
          () => redo(database),
        ];
        try {
          acts[what]!();
        } catch {
          // What is gone cannot be changed: the rows stay as they are.
        }
        expect(kept()).toEqual(expected());
      }
      database.close();
    }),
    { numRuns: 60 },
  );
  database = memoryDatabase();
});

it('finds a page by the table’s own order', () => {
  const plan = JSON.stringify(
    database.all(
      'EXPLAIN QUERY PLAN SELECT * FROM gallery_rows ORDER BY newest_first, visit, view, place LIMIT 10 OFFSET 20',
    ),
  );
  expect(plan).not.toContain('TEMP B-TREE');
});
