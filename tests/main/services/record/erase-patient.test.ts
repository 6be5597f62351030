import { beforeEach, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../../src/main/data/database';
import {
  changePatient,
  changeVisit,
  removePatient,
} from '../../../../src/main/services/record/change-record';
import { erasePatient } from '../../../../src/main/services/record/erase-patient';
import { mergePatients } from '../../../../src/main/services/record/merge-patients';
import { listRemovedPatients } from '../../../../src/main/services/record/read-record';
import { countingIds, memoryDatabase } from '../../../helpers/memory-database';

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
