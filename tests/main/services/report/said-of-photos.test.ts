import { beforeEach, expect, it } from 'vitest';
import { storeFace } from '../../../../src/main/data/repositories/faces';
import { coursePage } from '../../../../src/main/services/report/course-page';
import { reportOnCourse } from '../../../../src/main/services/report/course-report';
import { reportPage } from '../../../../src/main/services/report/report-page';
import { reportOnVisit } from '../../../../src/main/services/report/visit-report';
import type { Face } from '../../../../src/shared/face/face';
import { testFace } from '../../../../src/shared/face/test-face';
import { openClinicRecord, type ClinicRecord } from '../../../helpers/clinic-record';
import { sureScores } from '../../../helpers/sure-scores';

const SURROUNDINGS = {
  pictureOf: () => Promise.resolve('data:,'),
  ...{ printedOn: '2025-03-01', appVersion: '1', writeDay: (day: string) => day },
};

/** What a detector only knows to be inflammatory, and what may be anything. */
const INFLAMMATORY = { comedone: 0.05, nodule: 0, papule: 0.5, pustule: 0.45 };
const UNSURE = { comedone: 0.5, nodule: 0, papule: 0.3, pustule: 0.2 };

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

it('the change by type is that of the table of visits: lesions of unsure type are no comedones there', async () => {
  const [first, last] = [record.addVisit('2025-03-01'), record.addVisit('2025-06-01')];
  const comedones = Array.from({ length: 4 }, () => sureScores('comedone'));
  record.analyse(record.addPhoto(first, 'frontal'), [
    ...comedones,
    ...Array.from({ length: 6 }, () => UNSURE),
    ...[sureScores('papule'), INFLAMMATORY, INFLAMMATORY],
  ]);
  record.analyse(record.addPhoto(last, 'frontal'), [...comedones, UNSURE, INFLAMMATORY]);
  const [, changes = ''] = (await wholeCourse()).split('Change since the baseline');
  expect([...changes.matchAll(/<th>(.*?)<\/th><td>(.*?)<\/td>/g)].map(([, ...row]) => row)).toEqual([
    ['Comedones', '±0 (±0 %)'],
    ['Papules and pustules, and inflammatory of unsure type', '−2 (−67 %)'],
    ['Nodules', '±0 (n/a)'],
    ['Type unsure', '−5 (−83 %)'],
  ]);
});

it('every model that found lesions of a visit is named, not that of its first photo alone', async () => {
  const visit = record.addVisit('2025-03-01');
  const [frontal, left] = [record.addPhoto(visit, 'frontal'), record.addPhoto(visit, 'left-45')];
  storeFace(record.database, frontal, testFace());
  storeFace(record.database, left, turnedToLeft(testFace()));
  record.analyse(frontal, [sureScores('papule')], 'starter');
  record.analyse(left, [sureScores('papule')], 'taught');
  const report = reportOnVisit(record.database, visit);
  expect(report.visit.counted?.photos.map(({ role }) => role)).toEqual(['first', 'left-cheek']);
  const named =
    'model starter (weights starter), threshold 0.50; taught (weights taught), threshold 0.50, with';
  expect(await visitPage(visit)).toContain(named);
  expect(await wholeCourse()).toContain(named);
  // A model that analysed both is named once.
  record.analyse(left, [], 'starter');
  expect(await visitPage(visit)).toContain('model starter (weights starter), threshold 0.50, with');
});

it('the halves of the face add up to the inflammatory lesions, with those outside it', async () => {
  const visit = record.addVisit('2025-03-01');
  const photo = record.addPhoto(visit, 'frontal');
  storeFace(record.database, photo, testFace());
  // In a row from the photo's left edge, of which the first lie beside the face.
  record.analyse(
    photo,
    Array.from({ length: 30 }, () => sureScores('papule')),
  );
  const [, right, left, elsewhere] =
    /right half (\d+), left half (\d+); not counted, in no region of the face: (\d+)</.exec(
      await visitPage(visit),
    ) ?? [];
  expect(Number(elsewhere)).toBeGreaterThan(0);
  expect(Number(right)).toBeGreaterThan(0);
  expect(Number(right) + Number(left) + Number(elsewhere)).toBe(30);
});

/** With the tip of the nose near the person's right ear: it is the left cheek that shows. */
function turnedToLeft(face: Face): Face {
  const [NOSE_TIP, RIGHT_EDGE] = [4, 234] as const;
  const edge = face.landmarks[RIGHT_EDGE] ?? { x: 0, y: 0 };
  return {
    ...face,
    landmarks: face.landmarks.map((point, index) =>
      index === NOSE_TIP ? { ...point, x: 0.8 * edge.x + 0.2 * point.x } : point,
    ),
  };
}
