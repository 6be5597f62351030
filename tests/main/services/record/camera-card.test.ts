import { beforeEach, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../../src/main/data/database';
import { nextUndo, undo } from '../../../../src/main/data/journal/undo';
import { countUnassigned } from '../../../../src/main/data/repositories/gallery-rows';
import { photographOf } from '../../../../src/main/data/repositories/photographs';
import { insertPhoto } from '../../../../src/main/data/repositories/photos';
import { listVisits } from '../../../../src/main/data/repositories/visits';
import { assignPhotographs } from '../../../../src/main/services/record/change-photographs';
import {
  changePatient,
  changeVisit,
  type RecordContext,
} from '../../../../src/main/services/record/change-record';
import { filePhotographs } from '../../../../src/main/services/record/file-photographs';
import { listSittings } from '../../../../src/main/services/record/suggest-visits';
import { UNWRITTEN_VISIT } from '../../../../src/shared/record/visit';
import { countingIds, memoryDatabase, photoIdOf } from '../../../helpers/memory-database';

const DAY = '2025-03-01';

let database: OpenDatabase;
let context: RecordContext;
beforeEach(() => {
  database = memoryDatabase();
  const newId = countingIds();
  context = { database, newId: () => newId().replace(/^0/, '9'), now: () => new Date(Date.UTC(2025, 2, 1)) };
  return () => database.close();
});

const addPatient = (name: string, localNumber: string | null): string =>
  changePatient(context, null, { name, birthDate: null, localNumber, skinType: null, notes: '' });
const addVisit = (patientId: string, date = DAY): string =>
  changeVisit(context, patientId, null, { ...UNWRITTEN_VISIT, date });
/** A photo taken at a time of the day, `09:05` for one. */
const take = (number: number, time: string, fileName = `IMG_${number}.jpg`, folderName = 'DCIM'): string => {
  const id = photoIdOf(number);
  insertPhoto(database, {
    ...{ id, fileName, folderName, fingerprint: String(number).padStart(64, '0'), width: 10, height: 10 },
    ...{ importedAt: '2025-03-02T10:00:00.000Z', takenAt: `${DAY}T${time}:00` },
  });
  return id;
};
const suggested = () =>
  listSittings(database, 5, () => null).sittings.map(({ photos, suggestion }) => [
    photos.length,
    suggestion?.patient.name ?? null,
    suggestion?.by ?? null,
    suggestion?.visitId ?? null,
  ]);

it('suggests the patient whose number a file or folder has, however it is typed, and the visit of the day', () => {
  const [zoe, ada] = [addPatient('Zoë', 'L-123'), addPatient('Ada', 'A 20/41')];
  const visit = addVisit(zoe);
  addVisit(ada, '2025-02-01');
  take(1, '09:00', 'l123_1.jpg');
  take(2, '09:01');
  take(3, '09:30', 'IMG_3.jpg', 'a2041');
  expect(suggested()).toEqual([
    [2, 'Zoë', 'number', visit],
    [1, 'Ada', 'number', null],
  ]);
});

it('counts the other sittings off against the day’s visits without photos', () => {
  const [zoe, ada, eve, kim] = ['Zoë', 'Ada', 'Eve', 'Kim'].map((name, at) => addPatient(name, `N-10${at}`));
  const visits = [zoe, ada, eve, kim].map((id) => addVisit(id!));
  assignPhotographs(context, [take(1, '08:00')], visits[1]!);
  take(2, '09:00');
  take(3, '09:10', 'IMG_9.jpg', 'N 100');
  take(4, '09:20');
  take(5, '09:30');
  expect(suggested().map(([, name, by]) => [name, by])).toEqual([
    ['Eve', 'order'],
    ['Zoë', 'number'],
    ['Kim', 'order'],
    [null, null],
  ]);
});

it('suggests nobody where two numbers stand in the names, or a number is two patients’', () => {
  addPatient('Zoë', '1001');
  addPatient('Ada', '1002');
  addPatient('Eve', '1002');
  take(1, '09:00', '1001.jpg');
  take(2, '09:01', '1002 1001.jpg');
  take(3, '10:00', '1002.jpg');
  expect(suggested().map(([, name]) => name)).toEqual([null, null]);
});

it('puts the photos of many patients into their visits as one action', () => {
  const [zoe, ada] = [addPatient('Zoë', null), addPatient('Ada', null)];
  const visit = addVisit(zoe);
  const photos = [take(1, '09:00'), take(2, '09:10'), take(3, '09:20'), take(4, '09:30')];
  filePhotographs(context, [
    { photoIds: photos.slice(0, 1), patientId: zoe, visitId: visit, date: DAY },
    { photoIds: photos.slice(1, 2), patientId: ada, visitId: null, date: DAY, view: 'frontal' },
    { photoIds: photos.slice(2, 3), patientId: ada, visitId: null, date: DAY },
  ]);
  expect(photographOf(database, photos[0]!).visitId).toBe(visit);
  // Photos of one patient and day share the new visit.
  const made = listVisits(database, ada);
  expect(made).toMatchObject([{ date: DAY }]);
  expect(photos.slice(1, 3).map((id) => photographOf(database, id).visitId)).toEqual([
    made[0]?.id,
    made[0]?.id,
  ]);
  expect(photographOf(database, photos[1]!).view).toBe('frontal');
  expect(nextUndo(database)?.title).toBe('Put 3 photos into 2 records');
  undo(database);
  expect(countUnassigned(database)).toBe(4);
  expect(listVisits(database, ada)).toEqual([]);
});

it('moves nothing where one of the patients is gone', () => {
  const zoe = addPatient('Zoë', null);
  const photo = take(1, '09:00');
  expect(() =>
    filePhotographs(context, [
      { photoIds: [photo], patientId: zoe, visitId: null, date: DAY },
      { photoIds: [photo], patientId: photoIdOf(404), visitId: null, date: DAY },
    ]),
  ).toThrow('no longer in the record');
  expect(countUnassigned(database)).toBe(1);
  expect(listVisits(database, zoe)).toEqual([]);
});

it('finds a number by its index', () => {
  const plan = database.all(
    `EXPLAIN QUERY PLAN SELECT * FROM patients WHERE removed_at IS NULL AND number_key IN (SELECT value FROM json_each('["A"]'))`,
  );
  expect(JSON.stringify(plan)).toContain('patients_by_number');
});
