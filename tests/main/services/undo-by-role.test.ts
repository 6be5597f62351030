import { beforeEach, describe, expect, it } from 'vitest';
import type { RequestName } from '../../../src/shared/ipc/contract';
import type { LesionMark } from '../../../src/shared/lesion-marks/lesion-mark';
import type { OpenDatabase } from '../../../src/main/data/database';
import { redo, undo } from '../../../src/main/data/journal/undo';
import { storeAnalysis } from '../../../src/main/data/repositories/analyses';
import { auditPage } from '../../../src/main/data/repositories/audit-trail';
import { findConfirmedMap } from '../../../src/main/data/repositories/confirmed-maps';
import { insertUser } from '../../../src/main/data/repositories/users';
import { Access } from '../../../src/main/services/access/access';
import { correctFace } from '../../../src/main/services/faces/correct-face';
import { linkLesions, sayUnseen } from '../../../src/main/services/fates/correct-fates';
import { changeMarks } from '../../../src/main/services/marks/change-marks';
import { confirmMap } from '../../../src/main/services/marks/confirm-map';
import {
  assignPhotographs,
  consentToPhotographs,
} from '../../../src/main/services/record/change-photographs';
import * as change from '../../../src/main/services/record/change-record';
import { mergePatients } from '../../../src/main/services/record/merge-patients';
import { removePhoto } from '../../../src/main/services/remove-photo';
import { addPhoto, countingIds, memoryDatabase, photoIdOf } from '../../helpers/memory-database';
import { sureScores } from '../../helpers/sure-scores';

const CLINICIAN = photoIdOf(901);
const ASSISTANT = photoIdOf(902);
const [EARLIER, LATER] = [photoIdOf(1), photoIdOf(2)] as const;
const BOX = { x: 0.25, y: 0.25, width: 0.125, height: 0.125 };
const AT = '2026-03-01T10:00:00.000Z';

let database: OpenDatabase;
let context: change.RecordContext;
let access: Access;
let patient: string;
let visit: string;

const person = (name: string) => ({ name, birthDate: null, localNumber: null, skinType: null, notes: '' });
const seen = { treatmentWeek: null, complaint: '', iga: null, cadi: null, notes: '' };
const onMarch = { ...seen, date: '2026-03-01' };
const drug = { name: 'Adapalene', dose: '', startedOn: '2026-03-01', endedOn: null, notes: '' };
const mark = (id: string): LesionMark => ({
  ...{ id, type: 'papule', box: BOX, region: null },
  ...{ verdict: 'added', detected: null },
});

/** As a window's request is answered: the gate first. @returns what was taken back or done again. */
function ask(name: 'history:undo' | 'history:redo', userId: string): string | undefined {
  access.unlock(userId);
  access.admit(name satisfies RequestName, {});
  return (name === 'history:undo' ? undo : redo)(database)?.title;
}
const refused = (): readonly (string | null)[] =>
  auditPage(database, null).flatMap(({ outcome, subject }) => (outcome === 'refused' ? [subject] : []));

beforeEach(() => {
  database = memoryDatabase();
  const ids = countingIds();
  context = { database, newId: () => ids().replace(/^0/, 'a'), now: () => new Date(AT) };
  insertUser(database, { id: CLINICIAN, name: 'Doctor', role: 'clinician' }, AT);
  insertUser(database, { id: ASSISTANT, name: 'Assistant', role: 'assistant' }, AT);
  access = new Access({ database, auditKey: new Uint8Array(32), userId: CLINICIAN, now: () => new Date(AT) });
  for (const number of [1, 2]) {
    addPhoto(database, number);
    changeMarks(context, photoIdOf(number), 'add', [mark(photoIdOf(100 + number))], []);
  }
  patient = change.changePatient(context, null, person('Anna'));
  visit = change.changeVisit(context, patient, null, onMarch);
  return () => database.close();
});

describe('what only clinicians may do', () => {
  it('is not taken back or done again by an assistant: a confirmed map stays confirmed', () => {
    const model = { id: 'test', sha256: 'a' };
    storeAnalysis(
      database,
      {
        ...{ photoId: EARLIER, floor: 0.1, finishedAt: AT, ms: { decode: 1, infer: 1, total: 2 } },
        source: { model, engine: { id: 'cpu', device: 'test' }, threshold: 0.5, appVersion: '1' },
        lesions: [{ type: 'papule', score: 0.9, box: { ...BOX, x: 0.6 }, typeScores: sureScores('papule') }],
      },
      context.newId,
    );
    confirmMap(context, EARLIER, 0.5);
    const told = /Taking back “Confirm the lesion map” needs the role “Clinician”; yours is “Assistant”/;
    expect(() => ask('history:undo', ASSISTANT)).toThrow(told);
    expect(findConfirmedMap(database, EARLIER)).not.toBeNull();
    // The photo, once, though a mark came with the confirmation.
    expect(refused()).toEqual([EARLIER]);

    expect(ask('history:undo', CLINICIAN)).toBe('Confirm the lesion map');
    expect(findConfirmedMap(database, EARLIER)).toBeNull();
    expect(() => ask('history:redo', ASSISTANT)).toThrow('Doing “Confirm the lesion map” again needs');
    expect(findConfirmedMap(database, EARLIER)).toBeNull();
    expect(ask('history:redo', CLINICIAN)).toBe('Confirm the lesion map');
  });

  const lesions = { earlierId: photoIdOf(101), laterId: photoIdOf(102) };
  it.each<readonly [what: string, work: () => void]>([
    ['a treatment', () => void change.changeTreatment(context, patient, null, drug)],
    ['a mark', () => changeMarks(context, EARLIER, 'add', [mark(photoIdOf(103))], [])],
    ['a face', () => correctFace(context, EARLIER, [{ x: 0.5, y: 0.5 }])],
    ['a removed visit', () => change.removeVisit(context, visit)],
    ['a removed patient', () => change.removePatient(context, patient)],
    [
      'a patient who came back',
      () => {
        change.removePatient(context, patient);
        change.restorePatient(context, patient);
      },
    ],
    [
      'a merge',
      () => mergePatients(database, change.changePatient(context, null, person('Anne')), patient, AT),
    ],
    [
      'a link',
      () => linkLesions(context, { earlierPhotoId: EARLIER, laterPhotoId: LATER, ...lesions, same: true }),
    ],
    [
      'what is out of view',
      () =>
        sayUnseen(context, {
          ...{ photoId: EARLIER, otherPhotoId: LATER, lesionId: lesions.earlierId, unseen: true },
        }),
    ],
  ])('is refused to an assistant: %s', (_, work) => {
    work();
    expect(() => ask('history:undo', ASSISTANT)).toThrow('needs the role “Clinician”');
    expect(ask('history:undo', CLINICIAN)).toBeDefined();
    expect(() => ask('history:redo', ASSISTANT)).toThrow('needs the role “Clinician”');
  });
});

it('an assistant takes back and does again what assistants may do', () => {
  change.changePatient(context, patient, { ...person('Anna'), notes: 'Comes again.' });
  change.changeVisit(context, patient, visit, { ...onMarch, complaint: 'Itches.' });
  assignPhotographs(context, [EARLIER], visit);
  consentToPhotographs(context, [EARLIER], ['teaching']);
  removePhoto(database, LATER, new Date(AT));
  const titles = ['Remove photo-2.jpg', 'Change the consent for a photo'];
  titles.push('Put a photo into the visit of 2026-03-01', 'Change the visit of 2026-03-01', 'Change Anna');
  titles.push('Add the visit of 2026-03-01', 'Add Anna');
  expect(titles.map(() => ask('history:undo', ASSISTANT))).toEqual(titles);
  expect(titles.map(() => ask('history:redo', ASSISTANT))).toEqual(titles.toReversed());
  expect(refused()).toEqual([]);
});

it('nobody who only reads takes anything back, and nothing to take back is no refusal of its own', () => {
  access.unlock(ASSISTANT);
  while (undo(database)) continue;
  expect(ask('history:undo', ASSISTANT)).toBeUndefined();
  insertUser(database, { id: photoIdOf(903), name: 'Reader', role: 'read-only' }, AT);
  expect(() => ask('history:redo', photoIdOf(903))).toThrow('yours is “Read only”');
});
