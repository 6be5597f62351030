import { beforeEach, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../../src/main/data/database';
import { undo } from '../../../../src/main/data/journal/undo';
import { storeAnalysis } from '../../../../src/main/data/repositories/analyses';
import {
  countReopenedPhotos,
  countWithdrawnPhotos,
  insertRetrainingRun,
} from '../../../../src/main/data/repositories/retraining';
import { reviewQueue } from '../../../../src/main/services/retraining/review-queue';
import { clinicDataset, givenPhoto, sizesOf } from '../../../../src/main/services/retraining/clinic-dataset';
import { changeMarks } from '../../../../src/main/services/marks/change-marks';
import { confirmMap, withdrawConfirmation } from '../../../../src/main/services/marks/confirm-map';
import {
  assignPhotographs,
  consentToPhotographs,
} from '../../../../src/main/services/record/change-photographs';
import * as change from '../../../../src/main/services/record/change-record';
import { mergePatients } from '../../../../src/main/services/record/merge-patients';
import { removePhoto } from '../../../../src/main/services/remove-photo';
import { addPhoto, countingIds, memoryDatabase, photoIdOf } from '../../../helpers/memory-database';

const NOW = new Date(Date.UTC(2025, 2, 1));

let database: OpenDatabase;
let context: change.RecordContext;
let photos: number;
beforeEach(() => {
  database = memoryDatabase();
  const ids = countingIds();
  photos = 0;
  context = { database, newId: () => ids().replace(/^0/, 'a'), now: () => NOW };
  return () => database.close();
});

const patient = (name: string, skinType: number | null = null): string =>
  change.changePatient(context, null, {
    name,
    birthDate: null,
    localNumber: null,
    skinType,
    notes: '',
  } as never);

/** An analysis that found one papule, by weights of a name. */
function analysed(photoId: string, sha256: string, score: number): void {
  storeAnalysis(
    database,
    {
      ...{ photoId, floor: 0.1, finishedAt: '2025-03-01T10:00:00Z' },
      ms: { decode: 1, infer: 1, total: 2 },
      source: {
        ...{ model: { id: 'test', sha256 }, engine: { id: 'cpu', device: 'test' } },
        ...{ threshold: 0.5, appVersion: '1' },
      },
      lesions: [
        {
          ...{ type: 'papule', score, box: { x: 0.25, y: 0.25, width: 0.125, height: 0.125 } },
          typeScores: { comedone: 0, nodule: 0, papule: 1, pustule: 0 },
        },
      ],
    },
    context.newId,
  );
}

/** A photo of a patient that consents, with a confirmed map of one papule. */
function confirmedPhoto(patientId: string): string {
  const visit = change.changeVisit(context, patientId, null, {
    ...{ date: '2025-03-01', treatmentWeek: null, complaint: '', iga: null, cadi: null, notes: '' },
  });
  const { id } = addPhoto(database, (photos += 1));
  assignPhotographs(context, [id], visit, 'frontal');
  consentToPhotographs(context, [id], ['record', 'ai-training']);
  analysed(id, 'a', 0.9);
  confirmMap(context, id, 0.5);
  return id;
}

const ids = () => clinicDataset(database).map(({ photoId }) => photoId);

it('holds confirmed photos of patients who consent, and nothing else', () => {
  const anna = patient('Anna', 5);
  const photo = confirmedPhoto(anna);
  expect(ids()).toEqual([photo]);
  // Each condition by itself takes it out, and its undoing brings it back.
  const without = (work: () => void): void => {
    work();
    expect(ids()).toEqual([]);
    undo(database);
    expect(ids()).toEqual([photo]);
  };
  without(() => consentToPhotographs(context, [photo], ['record', 'teaching', 'publication']));
  without(() => withdrawConfirmation(context, photo));
  without(() => changeMarks(context, photo, 'clear', [], [firstMark(photo)]));
  without(() => assignPhotographs(context, [photo], null));
  without(() => change.removePatient(context, anna));
  without(() => removePhoto(database, photo, NOW));
});

const firstMark = (photoId: string): string =>
  (database.one('SELECT id FROM lesion_marks WHERE photo_id = :photoId', { photoId }) as { id: string }).id;

it('gives what the clinician confirmed, rejected lesions left out', () => {
  const photo = confirmedPhoto(patient('Anna', 5));
  const box = { x: 0.5, y: 0.5, width: 0.25, height: 0.25 };
  const add = (number: number, verdict: 'added' | 'rejected') => ({
    ...{ id: photoIdOf(500 + number), type: null, box, region: null, verdict, detected: null },
  });
  changeMarks(context, photo, 'add', [add(1, 'added'), add(2, 'rejected')], []);
  confirmMap(context, photo, 0.5);
  const [found] = clinicDataset(database);
  expect(givenPhoto(database, found!, '/store/full')).toMatchObject({
    ...{ photoId: photo, file: '/store/full', group: 'skin type V', width: 1600, height: 1200 },
    lesions: [
      { type: 'papule', box: { x: 0.25 } },
      { type: null, box },
    ],
  });
});

it('parts by patient, the same way whatever comes later', () => {
  const patients = Array.from({ length: 40 }, (_, index) => patient(`Patient ${index}`));
  for (const id of patients) confirmedPhoto(id);
  const before = new Map(clinicDataset(database).map(({ photoId, part }) => [photoId, part]));
  for (const id of patients) confirmedPhoto(id);
  const after = clinicDataset(database);
  for (const { photoId, part } of after) expect(before.get(photoId) ?? part).toBe(part);
  const partsOf = new Map<string, Set<string>>();
  for (const { patientId, part } of after)
    partsOf.set(patientId, (partsOf.get(patientId) ?? new Set()).add(part));
  expect([...partsOf.values()].every(({ size }) => size === 1)).toBe(true);
  const { train, valid, test } = sizesOf(after);
  expect(train.photos + valid.photos + test.photos).toBe(80);
  expect(train.patients + valid.patients + test.patients).toBe(40);
});

it('lets nobody judge models whom a merging made one with somebody that was learned from', () => {
  const patients = Array.from({ length: 60 }, (_, index) => patient(`Patient ${index}`));
  for (const id of patients) confirmedPhoto(id);
  const parted = clinicDataset(database);
  const [judge, learner] = ['test', 'train'].map((part) => parted.find((photo) => photo.part === part)!);
  insertRetrainingRun(
    database,
    { runId: 'run', parentId: 'starter', parentSha256: 'a' },
    parted.map(({ photoId, patientId, part }) => ({ photoId, patientId, part })),
  );
  mergePatients(database, judge!.patientId, learner!.patientId, NOW.toISOString());
  const merged = clinicDataset(database).filter(({ patientId }) => patientId === judge!.patientId);
  expect(merged.map(({ part }) => part)).toEqual(['train', 'train']);
});

it('knows which runs used photos whose consent was withdrawn since', () => {
  const [first, second] = [confirmedPhoto(patient('Anna')), confirmedPhoto(patient('Berta'))];
  const used = clinicDataset(database).map(({ photoId, patientId, part }) => ({ photoId, patientId, part }));
  insertRetrainingRun(database, { runId: 'run', parentId: 'starter', parentSha256: 'a' }, used);
  expect(countWithdrawnPhotos(database, 'run')).toBe(0);
  // A map that was reopened is no withdrawn consent.
  expect(countReopenedPhotos(database, 'run')).toBe(0);
  withdrawConfirmation(context, second);
  expect(countWithdrawnPhotos(database, 'run')).toBe(0);
  expect(countReopenedPhotos(database, 'run')).toBe(1);
  undo(database);
  expect(countReopenedPhotos(database, 'run')).toBe(0);
  withdrawConfirmation(context, second);
  consentToPhotographs(context, [first], []);
  expect(countWithdrawnPhotos(database, 'run')).toBe(1);
  removePhoto(database, second, NOW);
  expect(countWithdrawnPhotos(database, 'run')).toBe(2);
});

it('queues what is analysed, consented and not confirmed, and knows which skin types are rare', () => {
  const light = patient('Light', 2);
  for (let count = 0; count < 20; count += 1) confirmedPhoto(light);
  const [same, other, without] = [light, patient('Dark', 6), patient('None', 6)].map(confirmedPhoto);
  expect(reviewQueue(database, 10)).toEqual([]);
  for (const photo of [same, other, without]) withdrawConfirmation(context, photo!);
  consentToPhotographs(context, [without!], ['record']);
  expect(reviewQueue(database, 10)).toMatchObject([
    { photoId: other, rareSkinType: true },
    { photoId: same, rareSkinType: false },
  ]);
  expect(reviewQueue(database, 1)).toHaveLength(1);
  removePhoto(database, other!, NOW);
  expect(reviewQueue(database, 10)).toHaveLength(1);
});

it('puts forward what two models disagree about', () => {
  const [agreed, disputed] = [patient('Anna'), patient('Berta')].map(confirmedPhoto);
  for (const photo of [agreed, disputed]) withdrawConfirmation(context, photo!);
  analysed(agreed!, 'b', 0.9);
  analysed(disputed!, 'b', 0.3);
  expect(reviewQueue(database, 10)).toMatchObject([
    { photoId: disputed, disputedLesions: 1 },
    { photoId: agreed, disputedLesions: 0 },
  ]);
});
