import { beforeEach, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../../src/main/data/database';
import {
  changePatient,
  changeVisit,
  removePatient,
} from '../../../../src/main/services/record/change-record';
import { assignPhotographs } from '../../../../src/main/services/record/change-photographs';
import { erasePatient } from '../../../../src/main/services/record/erase-patient';
import { mergePatients } from '../../../../src/main/services/record/merge-patients';
import { listRemovedPatients } from '../../../../src/main/services/record/read-record';
import { UNWRITTEN_VISIT } from '../../../../src/shared/record/visit';
import { addPhoto, countingIds, memoryDatabase } from '../../../helpers/memory-database';

let database: OpenDatabase;
beforeEach(() => {
  database = memoryDatabase();
  return () => database.close();
});

const NOW = new Date(Date.UTC(2025, 2, 1));

it('erases the duplicates of duplicates, too: none of them comes up among the removed', async () => {
  const context = { database, newId: countingIds(), now: () => NOW };
  const [ada = '', adah = '', adda = ''] = ['Ada', 'Adah', 'Adda'].map((name) =>
    changePatient(context, null, { name, birthDate: null, localNumber: null, skinType: null, notes: '' }),
  );
  mergePatients(database, adah, adda, NOW.toISOString());
  mergePatients(database, ada, adah, NOW.toISOString());
  removePatient(context, ada);
  await erasePatient(database, { remove: () => Promise.resolve() } as never, ada);
  expect(listRemovedPatients(database)).toEqual([]);
  expect(database.all('SELECT name FROM patients')).toEqual([]);
  expect(database.all('SELECT title FROM edits')).toEqual([]);
});

it('tells that the rows are gone, and deletes what it can, where the files of a photo cannot be deleted', async () => {
  const context = { database, newId: countingIds(), now: () => NOW };
  const details = { name: 'Ada', birthDate: null, localNumber: null, skinType: null, notes: '' };
  const ada = changePatient(context, null, details);
  const visit = changeVisit(context, ada, null, { ...UNWRITTEN_VISIT, date: '2025-02-01' });
  const photos = [101, 102, 103].map((number) => addPhoto(database, number).id);
  assignPhotographs(context, photos, visit);
  removePatient(context, ada);
  const deleted: string[] = [];
  const remove = (photoId: string): Promise<void> => {
    if (photoId === photos[0]) return Promise.reject(new Error('EBUSY'));
    deleted.push(photoId);
    return Promise.resolve();
  };
  const told: (readonly string[])[] = [];
  await expect(
    erasePatient(database, { remove } as never, ada, (photoIds) => told.push(photoIds)),
  ).rejects.toThrow('The record is gone, but the pictures of 1 of its photos could not be deleted yet.');
  expect([told, deleted]).toEqual([[photos], photos.slice(1)]);
  expect(listRemovedPatients(database)).toEqual([]);
});
