import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Library } from '../../../../src/main/data/library';
import { undo } from '../../../../src/main/data/journal/undo';
import { act } from '../../../../src/main/data/journal/journal';
import { saveConfirmedMap } from '../../../../src/main/data/repositories/confirmed-maps';
import { openBySecret } from '../../../../src/main/data/open-by-secret';
import { makeDemo, type DemoClinic } from '../../../../src/main/demo/make-demo';
import {
  changePatient,
  changeVisit,
  removePatient,
} from '../../../../src/main/services/record/change-record';
import { erasePatient } from '../../../../src/main/services/record/erase-patient';
import { standardFace } from '../../../../src/shared/face/standard-face';
import { correctFace } from '../../../../src/main/services/faces/correct-face';
import { changeMarks } from '../../../../src/main/services/marks/change-marks';
import { readPatientRecord } from '../../../../src/main/services/record/read-record';
import { exportPatient } from '../../../../src/main/services/report/patient-export';
import { photoIdOf } from '../../../helpers/memory-database';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const folder = temporaryFolder();
const place = join(folder.path, 'library');
let clinic: DemoClinic;
let library: Library;

beforeAll(async () => {
  clinic = await makeDemo(place, { today: '2026-03-01', patients: 1 });
  library = await openBySecret(place, null);
});
afterAll(() => {
  library.database.close();
  return folder.remove();
});

const visit = { treatmentWeek: null, complaint: '', iga: null, cadi: null, notes: '' };
const MARK = '00000000-0000-4000-8000-000000000777';

const context = () => ({
  database: library.database,
  newId: () => '00000000-0000-4000-8000-000000000123',
  now: () => new Date('2026-03-02T10:00:00Z'),
});

it('a whole record can be read without Macule', async () => {
  const [patient] = clinic.patients;
  const to = join(folder.path, 'export');
  await mkdir(to);
  expect(await exportPatient(library.database, library.store, patient?.patientId ?? '', to)).toEqual({
    photos: 5,
  });
  const files = await readdir(to);
  expect(files.filter((name) => name.endsWith(' 1 frontal.jpg'))).toHaveLength(5);
  const [first = ''] = files.filter((name) => name.endsWith('.jpg'));
  expect((await readFile(join(to, first))).subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
  const record = JSON.parse(await readFile(join(to, 'record.json'), 'utf8')) as Record<string, unknown>;
  expect(record).toMatchObject({ patient: { name: 'Demo, Amara' }, treatments: [{}, {}] });
  expect(Object.keys(record['lesions'] as object)).toHaveLength(5);
  expect(files).toContain('lesions.csv');
});

it('photos of two visits on one day are told apart by their number', async () => {
  const [patient] = clinic.patients;
  const patientId = patient?.patientId ?? '';
  const { visits } = readPatientRecord(library.database, patientId, () => null);
  const [first, second] = visits;
  if (!first || !second) throw new Error('The demo patient has too few visits.');
  // Each photo has a row in the table.
  const box = { x: 0.5, y: 0.5, width: 0.125, height: 0.125 };
  const added = { box, type: null, region: null, verdict: 'added', detected: null } as const;
  for (const [index, { photo }] of visits.flatMap(({ photographs }) => photographs).entries())
    changeMarks(context(), photo.id, 'add', [{ id: photoIdOf(700 + index), ...added }], []);
  const { date } = second;
  changeVisit(context(), patientId, second.id, { ...second, date: first.date });
  const to = join(folder.path, 'one-day');
  await mkdir(to);
  expect(await exportPatient(library.database, library.store, patientId, to)).toEqual({ photos: 5 });
  const onDay = (await readdir(to)).filter((name) => name.startsWith(first.date));
  expect(onDay.toSorted()).toEqual([`${first.date} 1 frontal.jpg`, `${first.date} 2 frontal.jpg`]);
  // The table names them so.
  const [head = '', ...rows] = (await readFile(join(to, 'lesions.csv'), 'utf8')).trim().split('\n');
  const [visitAt, photoAt, viewAt] = ['visit', 'photo', 'view'].map((name) => head.split(',').indexOf(name));
  const named = rows.map((row) => {
    const cells = row.split(',');
    return `${cells[visitAt ?? -1]} ${cells[photoAt ?? -1]} ${cells[viewAt ?? -1]}.jpg`;
  });
  expect(new Set(named)).toEqual(new Set((await readdir(to)).filter((name) => name.endsWith('.jpg'))));
  changeVisit(context(), patientId, second.id, { ...second, date });
});

it('an erased patient is gone at once, with every trace, and nobody else is touched', async () => {
  const { database, store } = library;
  const [gone] = clinic.patients;
  const patientId = gone?.patientId ?? '';
  const { patient } = readPatientRecord(database, patientId, () => null);
  changePatient(context(), patientId, { ...patient, notes: 'A secret.' });
  await expect(erasePatient(database, store, patientId)).rejects.toThrow('was removed');
  const photoId = gone?.visits[0]?.photoId ?? '';
  act(database, { title: 'Confirm', at: '2026-03-02T10:00:00Z' }, (edit) =>
    saveConfirmedMap(edit, photoId, { confirmedAt: '2026-03-02T10:00:00Z', modelSha256: 'x' }),
  );
  const { landmarks } = standardFace({ width: 800, height: 800 });
  correctFace(context(), photoId, landmarks);
  const mark = { type: null, region: null, verdict: 'added', detected: null } as const;
  const box = { x: 0.5, y: 0.5, width: 0.125, height: 0.125 };
  changeMarks(context(), photoId, 'add', [{ id: MARK, box, ...mark }], []);
  removePatient(context(), patientId);
  const others = { name: 'Demo, Bruno', birthDate: null, localNumber: 'D-1002', skinType: 2, notes: '' };
  const other = changePatient(context(), null, others);
  changeVisit(context(), other, null, { ...visit, date: '2026-02-01' });
  changePatient(context(), other, { ...others, notes: 'Another secret.' });
  await erasePatient(database, store, patientId);
  await expect(erasePatient(database, store, patientId)).rejects.toThrow('not there any more');

  const tables = database.all(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
  );
  const photoIds = gone?.visits.map(({ photoId }) => photoId) ?? [];
  const traces = [
    MARK,
    patientId,
    ...photoIds,
    ...(gone?.visits.map(({ visitId }) => visitId) ?? []),
    'Amara',
    'A secret',
  ];
  for (const { name } of tables as readonly { name: string }[]) {
    if (name.startsWith('patient_words')) continue;
    const rows = JSON.stringify(database.all(`SELECT * FROM "${name}"`));
    expect(
      traces.filter((trace) => rows.includes(trace)),
      name,
    ).toEqual([]);
  }
  expect(database.all("SELECT rowid FROM patient_words WHERE patient_words MATCH 'amara'")).toEqual([]);
  expect((await readdir(join(place, 'photos'))).filter((name) => photoIds.includes(name))).toEqual([]);
  const record = readPatientRecord(database, other, () => null);
  expect([record.visits.length, record.patient.notes]).toEqual([1, 'Another secret.']);
  // What was done to others can still be taken back.
  undo(database);
  expect(readPatientRecord(database, other, () => null).patient.notes).toBe('');
});
