import { beforeEach, expect, it } from 'vitest';
import { coursePage } from '../../../../src/main/services/report/course-page';
import { reportOnCourse } from '../../../../src/main/services/report/course-report';
import { reportPage } from '../../../../src/main/services/report/report-page';
import { reportOnVisit } from '../../../../src/main/services/report/visit-report';
import { openClinicRecord, type ClinicRecord } from '../../../helpers/clinic-record';
import { sureScores } from '../../../helpers/sure-scores';

const SURROUNDINGS = {
  pictureOf: () => Promise.resolve('data:,'),
  ...{ printedOn: '2025-03-01', appVersion: '1', writeDay: (day: string) => day },
};

let record: ClinicRecord;
beforeEach(() => {
  record = openClinicRecord();
  return () => record.close();
});

const visitPage = (visitId: string): Promise<string> =>
  reportPage(reportOnVisit(record.database, visitId), SURROUNDINGS);
const wholeCourse = (): Promise<string> =>
  coursePage(reportOnCourse(record.database, record.patientId), SURROUNDINGS);
const captions = (page: string): readonly (string | undefined)[] =>
  [...page.matchAll(/<figcaption>(.*?)<\/figcaption>/g)].map(([, words]) => words);

it('a photo that nobody looked at is not said to have no lesion, and one lesion is one', async () => {
  const [first, last] = [record.addVisit('2025-03-01'), record.addVisit('2025-06-01')];
  record.analyse(record.addPhoto(first, 'frontal'), [sureScores('papule')]);
  record.analyse(record.addPhoto(first, 'left-45'), []);
  record.addPhoto(first, 'right-45');
  record.analyse(record.addPhoto(last, 'frontal'), [sureScores('papule'), sureScores('papule')]);
  record.addPhoto(last, 'left-45');
  expect(captions(await visitPage(first))).toEqual([
    'Frontal: 1 lesion',
    'Left 45°: 0 lesions',
    'Right 45°: not analysed',
  ]);
  expect(captions(await wholeCourse())).toEqual([
    '2025-03-01, frontal: 1 lesion',
    '2025-06-01, frontal: 2 lesions',
    '2025-03-01, left 45°: 0 lesions',
    '2025-06-01, left 45°: not analysed',
  ]);
});
