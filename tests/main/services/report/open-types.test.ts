import { beforeEach, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../../src/main/data/database';
import { undo } from '../../../../src/main/data/journal/undo';
import { storeAnalysis } from '../../../../src/main/data/repositories/analyses';
import { listLesionMarks } from '../../../../src/main/data/repositories/lesion-marks';
import { changeMarks } from '../../../../src/main/services/marks/change-marks';
import { confirmMap } from '../../../../src/main/services/marks/confirm-map';
import { assignPhotographs } from '../../../../src/main/services/record/change-photographs';
import {
  changePatient,
  changeVisit,
  type RecordContext,
} from '../../../../src/main/services/record/change-record';
import { readPatientRecord } from '../../../../src/main/services/record/read-record';
import { lesionTable } from '../../../../src/main/services/report/lesion-table';
import { reportPage } from '../../../../src/main/services/report/report-page';
import { reportOnVisit } from '../../../../src/main/services/report/visit-report';
import { addPhoto, countingIds, memoryDatabase, photoIdOf } from '../../../helpers/memory-database';
import { sureScores } from '../../../helpers/sure-scores';

const PHOTO = photoIdOf(1);
/** What a detector is sure of, what it only knows to be inflammatory, and what may be either. */
const SCORES = [
  sureScores('papule'),
  { comedone: 0.05, nodule: 0, papule: 0.5, pustule: 0.45 },
  { comedone: 0.5, nodule: 0, papule: 0.3, pustule: 0.2 },
] as const;

let database: OpenDatabase;
let context: RecordContext;
let patient: string;
let visit: string;
beforeEach(() => {
  database = memoryDatabase();
  const ids = countingIds();
  context = { database, newId: () => ids().replace(/^0/, 'a'), now: () => new Date('2025-03-01T10:00:00Z') };
  addPhoto(database, 1);
  patient = changePatient(context, null, {
    ...{ name: 'Anna', birthDate: null, localNumber: null, skinType: null, notes: '' },
  });
  visit = changeVisit(context, patient, null, {
    ...{ date: '2025-03-01', treatmentWeek: null, complaint: '', iga: null, cadi: null, notes: '' },
  });
  assignPhotographs(context, [PHOTO], visit);
  storeAnalysis(
    database,
    {
      ...{ photoId: PHOTO, floor: 0.1, finishedAt: '2025-03-01T10:00:00Z' },
      ms: { decode: 1, infer: 1, total: 2 },
      source: {
        ...{ model: { id: 'test', sha256: 'a' }, engine: { id: 'cpu', device: 'test' } },
        ...{ threshold: 0.5, appVersion: '1' },
      },
      lesions: SCORES.map((typeScores, index) => ({
        ...{ type: 'papule' as const, score: 0.9 - index / 10, typeScores },
        box: { x: 0.1 + 0.2 * index, y: 0.1, width: 0.1, height: 0.1 },
      })),
    },
    countingIds(),
  );
  return () => database.close();
});

const countsNow = () => readPatientRecord(database, patient, () => null).visits[0]?.counted?.counts;
const typesInTable = () =>
  lesionTable(database, { patientIds: [patient], visitId: null })
    .trim()
    .split('\n')
    .map((row) => row.split(',')[6]);

it('count what is open apart, in the record and in the table', () => {
  expect(countsNow()).toEqual({
    ...{ comedone: 0, nodule: 0, papule: 1, pustule: 0, inflammatory: 1, unsure: 1 },
  });
  expect(typesInTable()).toEqual(['type', 'papule', 'inflammatory', 'unsure']);
});

it('say on the report what was assumed', async () => {
  const report = reportOnVisit(database, visit);
  expect(report.photos[0]?.lesions.map(({ type }) => type)).toEqual(['papule', 'inflammatory', null]);
  const page = await reportPage(report, {
    pictureOf: () => Promise.resolve('data:,'),
    ...{ printedOn: '2025-03-01', appVersion: '1', writeDay: (day) => day },
  });
  expect(page).toContain('<th>Inflammatory, type unsure (I)</th><td>1</td>');
  expect(page).toContain('<th>Type unsure (?)</th><td>1</td>');
  expect(page).toContain('<th>All</th><td>3</td>');
  expect(page).toContain(
    '1 inflammatory of unsure type read as a papule, 1 of unsure type read as a comedone.',
  );
});

it('are confirmed as what they are, until the clinician names the type', () => {
  confirmMap(context, PHOTO, 0.5);
  const marks = listLesionMarks(database, PHOTO);
  expect(marks.map(({ type, verdict }) => [type, verdict])).toEqual([
    ['papule', 'accepted'],
    ['inflammatory', 'accepted'],
    [null, 'accepted'],
  ]);
  changeMarks(context, PHOTO, 'retype', [{ ...marks[1]!, type: 'pustule', verdict: 'changed' }], []);
  expect(countsNow()).toMatchObject({ pustule: 1, inflammatory: 0, unsure: 1 });
  undo(database);
  expect(countsNow()).toMatchObject({ pustule: 0, inflammatory: 1, unsure: 1 });
});
