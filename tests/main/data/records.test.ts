import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../src/main/data/database';
import { act } from '../../../src/main/data/journal/journal';
import { purgeRecord } from '../../../src/main/data/journal/purge';
import { nextRedo, nextUndo, redo, undo } from '../../../src/main/data/journal/undo';
import {
  findPatient,
  removedPatients,
  savePatient,
  searchPatients,
} from '../../../src/main/data/repositories/patients';
import {
  listPhotographs,
  photographOf,
  savePhotograph,
} from '../../../src/main/data/repositories/photographs';
import { listTreatments, saveTreatment } from '../../../src/main/data/repositories/treatments';
import { findVisit, listVisits, saveVisit } from '../../../src/main/data/repositories/visits';
import { mergePatients } from '../../../src/main/services/record/merge-patients';
import type { PatientDetails } from '../../../src/shared/record/patient';
import { addPhoto, memoryDatabase, photoIdOf } from '../../helpers/memory-database';

const AT = '2025-03-01T10:00:00.000Z';
const person = (name: string, details: Partial<PatientDetails> = {}): PatientDetails => ({
  ...{ name, birthDate: null, localNumber: null, skinType: null, notes: '' },
  ...details,
});
const visitOn = (date: string) => ({
  ...{ date, treatmentWeek: null, complaint: '', iga: null, cadi: null, notes: '' },
});

let database: OpenDatabase;
beforeEach(() => {
  database = memoryDatabase();
  return () => database.close();
});

const add = (number: number, details: PatientDetails, at = AT) =>
  act(database, { title: `Add ${details.name}`, at }, (edit) =>
    savePatient(edit, photoIdOf(number), details, { changedAt: at }),
  );
const remove = (number: number, at: string) =>
  act(database, { title: 'Remove', at }, (edit) => {
    const patient = findPatient(database, photoIdOf(number))!;
    savePatient(edit, patient.id, patient, { changedAt: at, removedAt: at });
  });
const addVisit = (number: number, patient: number, date: string) =>
  act(database, { title: 'Add a visit', at: AT }, (edit) =>
    saveVisit(edit, { id: photoIdOf(number), patientId: photoIdOf(patient) }, visitOn(date)),
  );
const names = (text: string, limit = 50) => searchPatients(database, text, limit).map(({ name }) => name);

describe('patients', () => {
  it('come back as they were entered', () => {
    const details = person('Zoë Ångström', {
      ...{ birthDate: '1998-04-12', localNumber: 'A-2041', skinType: 3, notes: 'Allergic to doxycycline.' },
    });
    add(1, details);
    expect(findPatient(database, photoIdOf(1))).toEqual({
      ...{ ...details, id: photoIdOf(1) },
      ...{ changedAt: AT, mergedInto: null, removedAt: null },
    });
    expect(findPatient(database, photoIdOf(2))).toBeNull();
  });

  it('are found by beginnings of words, numbers and dates, whatever case and accents', () => {
    add(1, person('Zoë Ångström', { birthDate: '1998-04-12', localNumber: 'A-2041' }));
    add(2, person('Zoran Petrović', { localNumber: '2042' }));
    expect(names('zo')).toEqual(['Zoë Ångström', 'Zoran Petrović']);
    expect(names('ANG zoe')).toEqual(['Zoë Ångström']);
    expect(names('petrovic')).toEqual(['Zoran Petrović']);
    expect(names('204')).toHaveLength(2);
    expect(names('a-2041')).toEqual(['Zoë Ångström']);
    expect(names('12.04.1998')).toEqual(['Zoë Ångström']);
    expect(names('oran')).toEqual([]);
  });

  it('are found however letters are written that no accent makes', () => {
    const people = ['Strauß', 'GROẞ', 'Işık', 'IŞIK Ipek', 'Søren Łukasz', 'Æsa Đorđe'];
    for (const [index, name] of people.entries()) add(index + 1, person(name));
    expect([names('STRAUSS'), names('strauß'), names('gross')]).toEqual([['Strauß'], ['Strauß'], ['GROẞ']]);
    for (const text of ['ışık', 'IŞIK', 'isik', 'Işık']) expect(names(text)).toEqual(['IŞIK Ipek', 'Işık']);
    expect(names('İPEK')).toEqual(['IŞIK Ipek']);
    expect([names('soren'), names('LUK'), names('søren')]).toEqual(Array(3).fill(['Søren Łukasz']));
    expect(names('aesa dorde')).toEqual(['Æsa Đorđe']);
    expect(names('lillilililili '.repeat(14))).toEqual([]);
  });

  it('search takes any text for words', () => {
    add(1, person('Anna "the" O’Neil'));
    for (const text of ['"', '*', 'NEAR(', 'anna AND', "o'neil", '-', 'name:anna', '{', 'ann* OR']) {
      expect(() => names(text)).not.toThrow();
    }
    expect(names('"anna"')).toHaveLength(1);
    expect(names('***')).toEqual([]);
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => names(text).length <= 1));
  });

  it('without words are those changed last; of too many, those entered last', () => {
    for (let number = 1; number <= 5; number += 1) {
      add(number, person(`Person ${6 - number}`), `2025-03-0${number}T10:00:00.000Z`);
    }
    expect(names('  ', 2)).toEqual(['Person 1', 'Person 2']);
    expect(names('person', 2)).toEqual(['Person 1', 'Person 2']);
  });

  it('that were removed are not found, until they come back', () => {
    add(1, person('Anna'));
    remove(1, AT);
    expect(names('anna')).toEqual([]);
    expect(names('')).toEqual([]);
    expect(removedPatients(database).map(({ name }) => name)).toEqual(['Anna']);
    undo(database);
    expect(names('anna')).toEqual(['Anna']);
  });
});

describe('the journal', () => {
  it('undoes and redoes actions one by one, in order', () => {
    add(1, person('Anna'));
    act(database, { title: 'Rename', at: AT }, (edit) =>
      savePatient(edit, photoIdOf(1), person('Anne'), { changedAt: AT }),
    );
    expect(nextUndo(database)?.title).toBe('Rename');
    expect(undo(database)?.title).toBe('Rename');
    expect(names('ann')).toEqual(['Anna']);
    undo(database);
    expect(findPatient(database, photoIdOf(1))).toBeNull();
    expect(undo(database)).toBeNull();
    expect(nextRedo(database)?.title).toBe('Add Anna');
    redo(database);
    redo(database);
    expect(names('ann')).toEqual(['Anne']);
    expect(redo(database)).toBeNull();
  });

  it('forgets what was undone once something else is done', () => {
    add(1, person('Anna'));
    undo(database);
    add(2, person('Berta'));
    expect(nextRedo(database)).toBeNull();
    expect(nextUndo(database)?.title).toBe('Add Berta');
  });

  it('notes nothing where nothing changed', () => {
    add(1, person('Anna'));
    expect(add(1, person('Anna'))).toBeNull();
    undo(database);
    expect(nextUndo(database)).toBeNull();
  });

  it('keeps all of an action or nothing', () => {
    add(1, person('Anna'));
    expect(() =>
      act(database, { title: 'Fail', at: AT }, (edit) => {
        savePatient(edit, photoIdOf(1), person('Lost'), { changedAt: AT });
        saveVisit(edit, { id: photoIdOf(9), patientId: photoIdOf(404) }, visitOn('2025-01-01'));
      }),
    ).toThrow();
    expect(names('')).toEqual(['Anna']);
    expect(nextUndo(database)?.title).toBe('Add Anna');
  });

  it('does not undo over a change that it does not know', () => {
    add(1, person('Anna'));
    database.run("UPDATE patients SET notes = 'written by hand'");
    expect(() => undo(database)).toThrow('has changed since');
    expect(names('')).toEqual(['Anna']);
  });

  it('any sequence of actions is taken back to nothing and done again to the same', () => {
    const actions = fc.array(
      fc.record({
        number: fc.integer({ min: 1, max: 3 }),
        what: fc.constantFrom('rename', 'remove', 'visit'),
        text: fc.constantFrom('Anna', 'Berta', 'Clara'),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(actions, (list) => {
        const own = memoryDatabase();
        try {
          const dump = () =>
            JSON.stringify([
              own.all('SELECT id, name, removed_at FROM patients ORDER BY id'),
              own.all('SELECT id, date FROM visits ORDER BY id'),
              own.all('SELECT name FROM patient_words ORDER BY name'),
            ]);
          const empty = dump();
          list.forEach(({ number, what, text }, index) => {
            act(own, { title: what, at: AT }, (edit) => {
              const removedAt = what === 'remove' ? AT : null;
              savePatient(edit, photoIdOf(number), person(text), { changedAt: AT, removedAt });
              if (what !== 'visit') return;
              const ids = { id: photoIdOf(100 + index), patientId: photoIdOf(number) };
              saveVisit(edit, ids, visitOn('2025-01-01'));
            });
          });
          const full = dump();
          while (undo(own));
          expect(dump()).toBe(empty);
          while (redo(own));
          expect(dump()).toBe(full);
        } finally {
          own.close();
        }
      }),
      { numRuns: 40 },
    );
  });

  it('lets go after 30 days, and not before', () => {
    add(1, person('Anna'), '2025-01-01T00:00:00.000Z');
    add(2, person('Berta'), '2025-01-01T00:00:00.000Z');
    addVisit(3, 1, '2025-01-01');
    remove(1, '2025-01-10T00:00:00.000Z');
    expect(purgeRecord(database, new Date('2025-02-08T23:59:00.000Z'))).toBe(0);
    expect(findPatient(database, photoIdOf(1))).not.toBeNull();
    expect(purgeRecord(database, new Date('2025-02-09T00:01:00.000Z'))).toBe(1);
    expect(findPatient(database, photoIdOf(1))).toBeNull();
    expect(findVisit(database, photoIdOf(3))).toBeNull();
    expect(names('')).toEqual(['Berta']);
    expect(database.all('SELECT * FROM edits WHERE at < :at', { at: '2025-01-10T00:01:00.000Z' })).toEqual(
      [],
    );
  });
});

describe('visits, treatments and photographs', () => {
  beforeEach(() => void add(1, person('Anna')));

  it('come back as they were entered, in the order of their days', () => {
    const details = {
      ...{ date: '2025-02-01', treatmentWeek: 6, complaint: 'Dry skin' },
      ...({ iga: 2, cadi: [1, 0, 2, 3, 0], notes: 'Better' } as const),
    };
    addVisit(5, 1, '2025-03-01');
    act(database, { title: 'Add a visit', at: AT }, (edit) =>
      saveVisit(edit, { id: photoIdOf(6), patientId: photoIdOf(1) }, details),
    );
    expect(listVisits(database, photoIdOf(1)).map(({ date }) => date)).toEqual(['2025-02-01', '2025-03-01']);
    expect(findVisit(database, photoIdOf(6))).toEqual({
      ...{ ...details, id: photoIdOf(6), patientId: photoIdOf(1), removedAt: null },
    });
    const treatment = {
      ...{ name: 'topical retinoid', dose: 'adapalene 0.1 %', notes: '' },
      ...{ startedOn: '2025-01-01', endedOn: null },
    };
    act(database, { title: 'Add a treatment', at: AT }, (edit) =>
      saveTreatment(edit, { id: photoIdOf(7), patientId: photoIdOf(1) }, treatment),
    );
    expect(listTreatments(database, photoIdOf(1))).toEqual([
      { ...treatment, id: photoIdOf(7), patientId: photoIdOf(1), removedAt: null },
    ]);
  });

  it('a photo belongs to nobody and may be used for nothing, until somebody says so', () => {
    addVisit(5, 1, '2025-03-01');
    const { id } = addPhoto(database, 20);
    const blank = photographOf(database, id);
    expect(blank).toMatchObject({ visitId: null, view: null, consents: [] });
    act(database, { title: 'Assign', at: AT }, (edit) =>
      savePhotograph(edit, {
        ...blank,
        ...{ visitId: photoIdOf(5), view: 'left-45', makeUp: 'clean', distanceCm: 40 },
        consents: ['ai-training', 'record'],
      }),
    );
    expect(listPhotographs(database, photoIdOf(5))).toEqual([
      {
        ...blank,
        ...{ visitId: photoIdOf(5), view: 'left-45', makeUp: 'clean', distanceCm: 40 },
        consents: ['record', 'ai-training'],
      },
    ]);
    undo(database);
    expect(photographOf(database, id)).toEqual(blank);
  });
});

describe('merging', () => {
  beforeEach(() => {
    add(1, person('Anna Berg', { notes: 'First record' }));
    add(2, person('Berg, Anna', { birthDate: '1998-04-12', skinType: 2, notes: 'Second record' }));
    addVisit(5, 1, '2025-03-01');
    addVisit(6, 2, '2025-02-01');
  });

  it('moves visits, fills gaps and keeps what both say', () => {
    mergePatients(database, photoIdOf(1), photoIdOf(2), AT);
    expect(listVisits(database, photoIdOf(1)).map(({ date }) => date)).toEqual(['2025-02-01', '2025-03-01']);
    expect(findPatient(database, photoIdOf(1))).toMatchObject({
      ...{ name: 'Anna Berg', birthDate: '1998-04-12', skinType: 2 },
      notes: 'First record\n\nSecond record',
    });
    expect(findPatient(database, photoIdOf(2))).toMatchObject({ mergedInto: photoIdOf(1), removedAt: AT });
    expect(names('anna')).toEqual(['Anna Berg']);
    expect(removedPatients(database)).toEqual([]);
  });

  it('is undone as one', () => {
    const before = database.all('SELECT * FROM visits ORDER BY id');
    mergePatients(database, photoIdOf(1), photoIdOf(2), AT);
    undo(database);
    expect(names('anna')).toEqual(['Anna Berg', 'Berg, Anna']);
    expect(database.all('SELECT * FROM visits ORDER BY id')).toEqual(before);
  });

  it('refuses a record with itself, and one that is gone', () => {
    expect(() => mergePatients(database, photoIdOf(1), photoIdOf(1), AT)).toThrow('with itself');
    remove(2, AT);
    expect(() => mergePatients(database, photoIdOf(1), photoIdOf(2), AT)).toThrow('not in the library');
  });
});
