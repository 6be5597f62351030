import { beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../../src/main/data/database';
import { redo, undo } from '../../../../src/main/data/journal/undo';
import { storeAnalysis } from '../../../../src/main/data/repositories/analyses';
import { changeMarks } from '../../../../src/main/services/marks/change-marks';
import { confirmMap, withdrawConfirmation } from '../../../../src/main/services/marks/confirm-map';
import { countedOnPhoto } from '../../../../src/main/services/marks/lesions-of-photo';
import { describePhoto } from '../../../../src/main/services/photo-summaries';
import { assignPhotographs } from '../../../../src/main/services/record/change-photographs';
import * as change from '../../../../src/main/services/record/change-record';
import { readPatientRecord } from '../../../../src/main/services/record/read-record';
import type { LesionMark } from '../../../../src/shared/lesion-marks/lesion-mark';
import { addPhoto, countingIds, memoryDatabase, photoIdOf } from '../../../helpers/memory-database';

const PHOTO = photoIdOf(1);
const boxAt = (x: number) => ({ x, y: 0.25, width: 0.125, height: 0.125 });
const noCourse = () => null;
const SURE_AND_UNSURE = [
  [0.25, 0.9],
  [0.5, 0.3],
] as const;

let database: OpenDatabase;
let context: change.RecordContext;
beforeEach(() => {
  database = memoryDatabase();
  const ids = countingIds();
  context = { database, newId: () => ids().replace(/^0/, 'a'), now: () => new Date(Date.UTC(2025, 2, 1)) };
  addPhoto(database, 1);
  addPhoto(database, 2);
  analyse('a');
  return () => database.close();
});

/** Finds papules at places with scores; ids differ from analysis to analysis. */
function analyse(sha256: string, ...places: readonly (readonly [x: number, score: number])[]): void {
  const found = (x: number, score: number) => ({
    ...{ type: 'papule' as const, score, box: boxAt(x) },
    typeScores: { comedone: 0, nodule: 0, papule: 1, pustule: 0 },
  });
  let next = 0;
  storeAnalysis(
    database,
    {
      ...{ photoId: PHOTO, floor: 0.1, finishedAt: '2025-03-01T10:00:00Z' },
      ms: { decode: 1, infer: 1, total: 2 },
      source: {
        ...{ model: { id: 'test', sha256 }, engine: { id: 'cpu', device: 'test' } },
        ...{ threshold: 0.5, appVersion: '1' },
      },
      lesions: (places.length > 0 ? places : SURE_AND_UNSURE).map(([x, score]) => found(x, score)),
    },
    () => `${sha256}-${(next += 1)}`,
  );
}

const mark = (number: number, x: number, more: Partial<LesionMark>): LesionMark => ({
  ...{ id: photoIdOf(100 + number), type: 'papule', box: boxAt(x), region: null },
  ...{ verdict: 'added', detected: null },
  ...more,
});
const judging = (x: number, score: number) =>
  ({ type: 'papule', score, modelSha256: 'a', box: boxAt(x) }) as const;
const counted = () => countedOnPhoto(database, PHOTO).map(({ type, box: { x } }) => [type, x]);

it('lies over the model’s layer and never changes it', () => {
  const before = describePhoto(database, PHOTO, noCourse).map;
  changeMarks(
    context,
    PHOTO,
    'add',
    [
      mark(1, 0.25, { verdict: 'rejected', detected: judging(0.25, 0.9) }),
      mark(2, 0.5, { verdict: 'changed', type: 'nodule', detected: judging(0.5, 0.3), region: 'chin' }),
      mark(3, 0.75, { type: 'pustule' }),
    ],
    [],
  );
  expect(counted()).toEqual([
    ['nodule', 0.5],
    ['pustule', 0.75],
  ]);
  const { map, marks } = describePhoto(database, PHOTO, noCourse);
  expect(map).toEqual(before);
  expect(marks[1]).toEqual(
    mark(2, 0.5, { verdict: 'changed', type: 'nodule', detected: judging(0.5, 0.3), region: 'chin' }),
  );
  // Other weights come, the clinician's word stays.
  analyse('b');
  expect(counted()).toHaveLength(2);
});

it('is undone and done again, action by action', () => {
  changeMarks(context, PHOTO, 'add', [mark(3, 0.75, {})], []);
  changeMarks(context, PHOTO, 'retype', [mark(3, 0.75, { type: 'nodule' })], []);
  changeMarks(context, PHOTO, 'clear', [], [photoIdOf(103)]);
  expect(counted()).toEqual([['papule', 0.25]]);
  expect(undo(database)?.title).toBe('Take back what was said of a lesion');
  expect(undo(database)?.title).toBe('Change the type of a lesion');
  expect(counted()).toEqual([
    ['papule', 0.25],
    ['papule', 0.75],
  ]);
  redo(database);
  expect(counted()[1]).toEqual(['nodule', 0.75]);
});

it('counts in the course of the patient', () => {
  const details = { birthDate: null, localNumber: null, skinType: null, notes: '' };
  const anna = change.changePatient(context, null, { name: 'Anna', ...details });
  const visit = change.changeVisit(context, anna, null, {
    ...{ date: '2025-03-01', treatmentWeek: null, complaint: '', iga: null, cadi: null, notes: '' },
  });
  assignPhotographs(context, [PHOTO], visit, 'frontal');
  const papules = () => readPatientRecord(database, anna, noCourse).visits[0]?.counted?.counts.papule;
  expect(papules()).toBe(1);
  changeMarks(
    context,
    PHOTO,
    'accept',
    [mark(2, 0.5, { verdict: 'accepted', detected: judging(0.5, 0.3) })],
    [],
  );
  expect(papules()).toBe(2);
});

it('refuses marks of another photo and of one that is gone', () => {
  changeMarks(context, PHOTO, 'add', [mark(3, 0.75, {})], []);
  expect(() => changeMarks(context, photoIdOf(2), 'clear', [], [photoIdOf(103)])).toThrow('another photo');
  expect(() => changeMarks(context, photoIdOf(404), 'add', [mark(4, 0.1, {})], [])).toThrow('no longer in');
});

describe('a confirmed map', () => {
  const confirmation = () => describePhoto(database, PHOTO, noCourse).confirmation;
  const verdicts = () => describePhoto(database, PHOTO, noCourse).marks.map(({ verdict }) => verdict);

  it('keeps what the clinician saw as marks, whatever other weights find later', () => {
    confirmMap(context, PHOTO, 0.2);
    expect(confirmation()).toEqual({ confirmedAt: '2025-03-01T00:00:00.000Z', foundSince: 0 });
    expect(verdicts()).toEqual(['accepted', 'accepted']);
    analyse('b', [0.25, 0.9], [0.75, 0.8], [0.875, 0.3]);
    expect(confirmation()?.foundSince).toBe(1);
    expect(counted().map(([, x]) => x)).toEqual([0.25, 0.75, 0.5]);
  });

  it('rejects what the slider hid, and leaves alone what never counted', () => {
    confirmMap(context, PHOTO, 0.95);
    expect(describePhoto(database, PHOTO, noCourse).marks).toMatchObject([
      { verdict: 'rejected', box: boxAt(0.25) },
    ]);
    expect(counted()).toEqual([]);
  });

  it('is taken back by any change of the map, and comes back with its undoing', () => {
    confirmMap(context, PHOTO, 0.5);
    changeMarks(context, PHOTO, 'add', [mark(3, 0.75, {})], []);
    expect(confirmation()).toBeNull();
    undo(database);
    expect(confirmation()).not.toBeNull();
    expect(undo(database)?.title).toBe('Confirm the lesion map');
    expect(confirmation()).toBeNull();
    expect(verdicts()).toEqual([]);
    redo(database);
    withdrawConfirmation(context, PHOTO);
    expect(confirmation()).toBeNull();
    expect(verdicts()).toEqual(['accepted']);
    undo(database);
    expect(confirmation()).not.toBeNull();
  });

  it('needs an analysis and a photo that is there', () => {
    expect(() => confirmMap(context, photoIdOf(2), 0.5)).toThrow('has not been analysed yet');
    expect(() => confirmMap(context, photoIdOf(3), 0.5)).toThrow('no longer in Macule');
  });
});
