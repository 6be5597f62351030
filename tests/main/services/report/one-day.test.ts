import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../../src/main/data/database';
import { insertPhoto } from '../../../../src/main/data/repositories/photos';
import { changeMarks } from '../../../../src/main/services/marks/change-marks';
import {
  assignPhotographs,
  describePhotographs,
} from '../../../../src/main/services/record/change-photographs';
import {
  changePatient,
  changeVisit,
  type RecordContext,
} from '../../../../src/main/services/record/change-record';
import { lesionTable } from '../../../../src/main/services/report/lesion-table';
import { reportPage } from '../../../../src/main/services/report/report-page';
import { reportOnVisit } from '../../../../src/main/services/report/visit-report';
import { addPhoto, countingIds, memoryDatabase, photoIdOf } from '../../../helpers/memory-database';

/** Two visits of one day, with three lesions and one. */
const LESIONS = [3, 1] as const;

let database: OpenDatabase;
let context: RecordContext;
let patientId: string;
let visits: readonly string[];
beforeEach(() => {
  database = memoryDatabase();
  const ids = countingIds();
  context = { database, newId: () => ids().replace(/^0/, 'a'), now: () => new Date('2025-03-01T10:00:00Z') };
  patientId = changePatient(context, null, {
    ...{ name: 'Anna Schmidt', birthDate: null, localNumber: '2041', skinType: null, notes: '' },
  });
  visits = LESIONS.map((lesions, index) => {
    const visit = changeVisit(context, patientId, null, {
      ...{ date: '2025-03-01', treatmentWeek: null, complaint: '', iga: null, cadi: null, notes: '' },
    });
    const id = photoIdOf(index + 1);
    insertPhoto(database, {
      ...{ id, fileName: 'Anna Schmidt.jpg', folderName: null, fingerprint: String(index).padStart(64, '0') },
      ...{ width: 1600, height: 1200, importedAt: '2025-03-01T10:00:00Z', takenAt: null },
    });
    assignPhotographs(context, [id], visit);
    describePhotographs(context, [id], { view: 'frontal' });
    const marks = Array.from({ length: lesions }, (_, lesion) => ({
      ...{ id: photoIdOf(100 + 10 * index + lesion), type: 'papule' as const, region: null },
      ...{ verdict: 'added' as const, detected: null },
      box: { x: 0.1 + 0.1 * lesion, y: 0.5, width: 0.02, height: 0.02 },
    }));
    changeMarks(context, id, 'add', marks, []);
    return visit;
  });
  return () => database.close();
});

const tableOf = (visitId: string | null) => lesionTable(database, { patientIds: [patientId], visitId });
const cellsIn = (table: string, column: number) =>
  table
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => row.split(',')[column]);
const photosIn = (table: string) => cellsIn(table, 3);

it('the second visit of a day is compared with the first', async () => {
  const [first = '', second = ''] = visits;
  expect(reportOnVisit(database, first).change).toBeNull();
  const report = reportOnVisit(database, second);
  expect(report.change).toMatchObject({ absolute: -2 });
  const page = await reportPage(report, {
    pictureOf: () => Promise.resolve('data:,'),
    ...{ printedOn: '2025-03-01', appVersion: '1', writeDay: (day) => day },
  });
  // The course shows which of its points this visit is.
  const [, course = ''] = page.split('<svg class="trend"');
  expect([...course.matchAll(/<circle [^>]*r="([\d.]+)"/g)].map(([, radius]) => radius)).toEqual([
    '2.5',
    '4',
  ]);
});

it('the table names neither the patient nor the files of their photos, and tells photos of one day apart', () => {
  expect(tableOf(null)).not.toContain('Schmidt');
  expect(photosIn(tableOf(null))).toEqual(['1', '1', '1', '2']);
  // One visit's table says the same of its photos.
  expect(photosIn(tableOf(visits[1] ?? ''))).toEqual(['2']);
});

it('the table tells patients of one number apart', () => {
  expect(new Set(cellsIn(tableOf(null), 0))).toEqual(new Set(['2041']));
  const others = ['2041', '77', null].map((localNumber) =>
    changePatient({ ...context, newId: randomUUID }, null, {
      ...{ name: 'Bea Schmidt', birthDate: null, localNumber, skinType: null, notes: '' },
    }),
  );
  for (const [index, other] of others.entries()) {
    const visit = changeVisit(context, other, null, {
      ...{ date: '2025-03-01', treatmentWeek: null, complaint: '', iga: null, cadi: null, notes: '' },
    });
    const id = addPhoto(database, 10 + index).id;
    assignPhotographs(context, [id], visit);
    const mark = {
      ...{ id: photoIdOf(200 + index), type: 'papule' as const, region: null },
      ...{ verdict: 'added' as const, detected: null },
      box: { x: 0.1, y: 0.5, width: 0.02, height: 0.02 },
    };
    changeMarks(context, id, 'add', [mark], []);
  }
  const patientIds = [patientId, ...others];
  const numbers = cellsIn(lesionTable(database, { patientIds, visitId: null }), 0);
  const own = patientIds.map((id) => id.slice(0, 8));
  expect(new Set(own).size).toBe(4);
  expect([...new Set(numbers)]).toEqual([`2041 (${own[0]})`, `2041 (${own[1]})`, '77', own[3]]);
});
