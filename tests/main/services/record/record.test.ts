import { beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../../src/main/data/database';
import { nextUndo, undo } from '../../../../src/main/data/journal/undo';
import { storeAnalysis } from '../../../../src/main/data/repositories/analyses';
import { listConsentChanges, setActingUser } from '../../../../src/main/data/repositories/consent-changes';
import { photographOf } from '../../../../src/main/data/repositories/photographs';
import { insertUser } from '../../../../src/main/data/repositories/users';
import {
  assignPhotographs,
  consentToPhotographs,
  describePhotographs,
} from '../../../../src/main/services/record/change-photographs';
import * as change from '../../../../src/main/services/record/change-record';
import {
  listPatients,
  listRemovedPatients,
  placeOfPhoto,
  readPatientRecord,
} from '../../../../src/main/services/record/read-record';
import { removePhoto } from '../../../../src/main/services/remove-photo';
import type { LesionType } from '../../../../src/shared/clinical/lesion';
import { countStated } from '../../../../src/shared/clinical/stated-type';
import { addPhoto, countingIds, memoryDatabase, photoIdOf } from '../../../helpers/memory-database';
import { sureScores } from '../../../helpers/sure-scores';

const person = (name: string) => ({ name, birthDate: null, localNumber: null, skinType: null, notes: '' });
const visitOn = (date: string) => ({
  ...{ date, treatmentWeek: null, complaint: '', iga: null, cadi: null, notes: '' },
});
const noCourse = () => null;
const NONE = countStated([]);

let database: OpenDatabase;
let context: change.RecordContext;
let minute = 0;
beforeEach(() => {
  database = memoryDatabase();
  const ids = countingIds();
  minute = 0;
  context = {
    database,
    // Far from the photos' own ids.
    newId: () => ids().replace(/^0/, 'a'),
    now: () => new Date(Date.UTC(2025, 2, 1, 10, (minute += 1))),
  };
  return () => database.close();
});

/** Stores an analysis with a lesion of each given type and score. */
function analyse(photoId: string, lesions: readonly (readonly [LesionType, number])[], sha256 = 'a'): void {
  const ids = countingIds();
  storeAnalysis(
    database,
    {
      ...{ photoId, floor: 0.1, finishedAt: '2025-03-01T10:00:00Z', ms: { decode: 1, infer: 1, total: 2 } },
      source: {
        ...{ model: { id: 'test', sha256 }, engine: { id: 'cpu', device: 'test' } },
        ...{ threshold: 0.5, appVersion: '1' },
      },
      lesions: lesions.map(([type, score]) => ({
        ...{ type, score, typeScores: sureScores(type) },
        box: { x: 0.1, y: 0.1, width: 0.1, height: 0.1 },
      })),
    },
    () => `${photoId}-${sha256}-${ids()}`,
  );
}

describe('patients', () => {
  it('are listed with the number of their visits and the day of the last', () => {
    const anna = change.changePatient(context, null, person('Anna'));
    change.changePatient(context, null, person('Berta'));
    change.changeVisit(context, anna, null, visitOn('2025-02-01'));
    const late = change.changeVisit(context, anna, null, visitOn('2025-03-01'));
    // Whoever was worked with last comes first.
    expect(listPatients(database, '', 9).map(({ name, visitCount }) => [name, visitCount])).toEqual([
      ['Anna', 2],
      ['Berta', 0],
    ]);
    change.removeVisit(context, late);
    expect(listPatients(database, 'anna', 9)).toMatchObject([{ visitCount: 1, lastVisitOn: '2025-02-01' }]);
  });

  it('go and come back with their visits', () => {
    const anna = change.changePatient(context, null, person('Anna'));
    change.changeVisit(context, anna, null, visitOn('2025-02-01'));
    change.removePatient(context, anna);
    expect(listPatients(database, '', 9)).toEqual([]);
    expect(() => readPatientRecord(database, anna, noCourse)).toThrow('no longer in the record');
    expect(listRemovedPatients(database)).toMatchObject([{ name: 'Anna', visitCount: 1 }]);
    change.restorePatient(context, anna);
    expect(readPatientRecord(database, anna, noCourse).visits).toHaveLength(1);
    expect(listRemovedPatients(database)).toEqual([]);
  });

  it('that are brought back twice, by two quick presses, take one step to undo', () => {
    const anna = change.changePatient(context, null, person('Anna'));
    change.removePatient(context, anna);
    change.restorePatient(context, anna);
    change.restorePatient(context, anna);
    expect(undo(database)?.title).toBe('Bring back Anna');
    expect(listRemovedPatients(database)).toMatchObject([{ name: 'Anna' }]);
  });

  it('keep what changes of other records did not touch', () => {
    const anna = change.changePatient(context, null, {
      ...person('Anna'),
      notes: 'Allergic to doxycycline.',
    });
    const treatment = change.changeTreatment(context, anna, null, {
      ...{ name: 'azelaic acid', dose: '20 %', startedOn: '2025-01-01', endedOn: null, notes: '' },
    });
    change.removeTreatment(context, treatment);
    const { patient, treatments } = readPatientRecord(database, anna, noCourse);
    expect([patient.notes, treatments]).toEqual(['Allergic to doxycycline.', []]);
    undo(database);
    expect(readPatientRecord(database, anna, noCourse).treatments).toMatchObject([{ dose: '20 %' }]);
  });

  it('that are gone cannot be given visits', () => {
    expect(() => change.changeVisit(context, photoIdOf(404), null, visitOn('2025-02-01'))).toThrow(
      'no longer in the record',
    );
    expect(nextUndo(database)).toBeNull();
  });
});

describe('photographs', () => {
  let anna: string;
  let visit: string;
  let photos: readonly string[];
  beforeEach(() => {
    anna = change.changePatient(context, null, person('Anna'));
    visit = change.changeVisit(context, anna, null, visitOn('2025-02-01'));
    photos = [1, 2, 3].map((number) => addPhoto(database, number).id);
  });

  it('belong to a visit, several in one action', () => {
    assignPhotographs(context, photos, visit);
    describePhotographs(context, photos.slice(0, 1), { view: 'frontal', device: undefined });
    consentToPhotographs(context, photos, ['record', 'teaching']);
    const { visits } = readPatientRecord(database, anna, noCourse);
    expect(
      visits[0]?.photographs.map(({ photo, details }) => [photo.id, details.view, details.device]),
    ).toEqual([
      [photos[0], 'frontal', ''],
      [photos[1], null, ''],
      [photos[2], null, ''],
    ]);
    expect(placeOfPhoto(database, photos[1] ?? '')).toMatchObject({
      ...{ consents: ['record', 'teaching'], visit: { id: visit }, patient: { name: 'Anna' } },
    });
    undo(database);
    undo(database);
    expect(undo(database)?.title).toBe('Put 3 photos into the visit of 2025-02-01');
    expect(placeOfPhoto(database, photos[1] ?? '')).toMatchObject({ visit: null, patient: null });
  });

  it('keep when the patient agreed to what and took it back, and who entered it, undone steps too', () => {
    const [photo = ''] = photos;
    const users = ['Dr. Keeper', 'Nurse'].map((name, index) => {
      const user = { id: photoIdOf(900 + index), name, role: 'clinician' } as const;
      insertUser(database, user, '2025-01-01T00:00:00Z');
      return user.id;
    });
    const said = () =>
      listConsentChanges(database, photo).map(({ by, given, withdrawn }) => [by, given, withdrawn]);
    assignPhotographs(context, photos, visit);
    expect(said()).toEqual([]);
    setActingUser(database, users[0] ?? null);
    consentToPhotographs(context, photos, ['record', 'teaching']);
    setActingUser(database, users[1] ?? null);
    consentToPhotographs(context, [photo], ['record', 'publication']);
    consentToPhotographs(context, [photo], ['record', 'publication']);
    undo(database);
    // Undoing all that is known of the photo takes the consent with it.
    undo(database);
    undo(database);
    expect(said()).toEqual([
      ['Nurse', [], ['record', 'teaching']],
      ['Nurse', ['teaching'], ['publication']],
      ['Nurse', ['publication'], ['teaching']],
      ['Dr. Keeper', ['record', 'teaching'], []],
    ]);
    expect(listConsentChanges(database, photo)[0]?.at).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    // It is the photo's, and goes with it.
    database.run('DELETE FROM photos WHERE id = :photo', { photo });
    expect(said()).toEqual([]);
  });

  it('that are removed hear of a consent for the whole visit or patient, and come back with it', () => {
    const [shown = '', inTrash = '', inOtherVisit = ''] = photos;
    const second = change.changeVisit(context, anna, null, visitOn('2025-02-08'));
    assignPhotographs(context, [shown, inTrash], visit);
    assignPhotographs(context, [inOtherVisit], second);
    consentToPhotographs(context, photos, ['ai-training']);
    removePhoto(database, inTrash, context.now());
    change.removeVisit(context, second);
    const consents = () => photos.map((photo) => photographOf(database, photo).consents.length);
    consentToPhotographs(context, [shown], []);
    expect(consents()).toEqual([0, 1, 1]);
    consentToPhotographs(context, [shown], [], { visitId: visit });
    expect(consents()).toEqual([0, 0, 1]);
    consentToPhotographs(context, [shown], [], { patientId: anna });
    expect(consents()).toEqual([0, 0, 0]);
    undo(database);
    expect(consents()).toEqual([0, 0, 1]);
  });

  it('of a removed visit or patient belong to nobody until it comes back', () => {
    assignPhotographs(context, photos, visit, 'frontal');
    change.removePatient(context, anna);
    expect(placeOfPhoto(database, photos[0] ?? '').patient).toBeNull();
    undo(database);
    expect(placeOfPhoto(database, photos[0] ?? '').patient?.name).toBe('Anna');
  });

  it('that are gone stop an assignment as a whole', () => {
    expect(() => assignPhotographs(context, [...photos, photoIdOf(404)], visit)).toThrow(
      'no longer in Macule',
    );
    expect(readPatientRecord(database, anna, noCourse).visits[0]?.photographs).toEqual([]);
  });

  it('that were removed come back by undo, in their visit', () => {
    assignPhotographs(context, photos, visit);
    removePhoto(database, photos[0] ?? '', context.now());
    expect(readPatientRecord(database, anna, noCourse).visits[0]?.photographs).toHaveLength(2);
    expect(undo(database)?.title).toBe('Remove photo-1.jpg');
    expect(readPatientRecord(database, anna, noCourse).visits[0]?.photographs).toHaveLength(3);
  });

  it('saved as they were are no action, so that undo takes back what was done before', () => {
    assignPhotographs(context, photos, visit);
    describePhotographs(context, photos, { device: 'Camera' });
    context = { ...context, now: () => new Date(Date.UTC(2025, 5, 1)) };
    describePhotographs(context, photos, { device: 'Camera' });
    expect(undo(database)?.title).toMatch(/^Describe/);
    expect(undo(database)?.title).toMatch(/^Put/);
  });

  it('count the lesions of the newest analysis, at the threshold, each once', () => {
    const [first = '', second = '', third = ''] = photos;
    assignPhotographs(context, photos, visit);
    expect(readPatientRecord(database, anna, noCourse).visits[0]?.counted).toBeNull();
    analyse(first, [['papule', 0.9]], 'old');
    analyse(first, [
      ['papule', 0.9],
      ['papule', 0.5],
      ['comedone', 0.7],
      ['nodule', 0.4],
    ]);
    analyse(second, []);
    analyse(third, [['papule', 0.9]]);
    const counted = () => readPatientRecord(database, anna, noCourse).visits[0]?.counted;
    // Without a face nobody knows which regions a photo shows, so one stands for all.
    const apart = { view: null, role: 'no-face', counted: 0, cheeksElsewhere: [] };
    expect(counted()).toEqual({
      counts: { ...NONE, comedone: 1, papule: 2 },
      photos: [
        { photoId: first, view: null, role: 'first', marks: 3, counted: 3, cheeksElsewhere: [] },
        { ...apart, photoId: third, marks: 1 },
        { ...apart, photoId: second, marks: 0 },
      ],
    });
    describePhotographs(context, [second], { view: 'frontal' });
    expect(counted()).toMatchObject({
      counts: NONE,
      photos: [{ photoId: second, view: 'frontal', role: 'first' }, {}, {}],
    });
  });
});

it('an action that cannot be undone does not stand before those that can', () => {
  const anna = change.changePatient(context, null, person('Anna'));
  change.changePatient(context, null, person('Berta'));
  change.changePatient(context, anna, person('Anne'));
  database.run("UPDATE patients SET notes = 'written by hand' WHERE name = 'Anne'");
  expect(() => undo(database)).toThrow('has changed since');
  expect(undo(database)?.title).toBe('Add Berta');
  expect(listPatients(database, '', 9).map(({ name }) => name)).toEqual(['Anne']);
});
