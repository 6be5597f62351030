import { beforeEach, expect, it } from 'vitest';
import { undo } from '../../../../src/main/data/journal/undo';
import { photographOf } from '../../../../src/main/data/repositories/photographs';
import {
  assignPhotographs,
  consentToPhotographs,
} from '../../../../src/main/services/record/change-photographs';
import { changePatient } from '../../../../src/main/services/record/change-record';
import { filePhotographs } from '../../../../src/main/services/record/file-photographs';
import { mergePatients } from '../../../../src/main/services/record/merge-patients';
import { openClinicRecord, type ClinicRecord } from '../../../helpers/clinic-record';

let record: ClinicRecord;
let photo: string;
beforeEach(() => {
  record = openClinicRecord();
  photo = record.addPhoto(record.addVisit('2025-03-01'), 'frontal');
  consentToPhotographs(record.context, [photo], ['record', 'publication', 'ai-training']);
  return () => record.close();
});

const consents = () => photographOf(record.database, photo).consents;
const newPatient = () =>
  changePatient(record.context, null, {
    ...{ name: 'Bea', birthDate: null, localNumber: null, skinType: null, notes: '' },
  });
const file = (patientId: string) =>
  filePhotographs(record.context, [{ photoIds: [photo], patientId, visitId: null, date: '2025-03-01' }]);

it('what one patient agreed to is not said of the other whose photo it is', () => {
  file(newPatient());
  expect(consents()).toEqual([]);
  undo(record.database);
  expect(consents()).toEqual(['record', 'publication', 'ai-training']);
  // Nor by way of no record.
  assignPhotographs(record.context, [photo], null);
  file(newPatient());
  expect(consents()).toEqual([]);
});

it('stays with a photo that goes to another visit, or to the record that its own was merged with', () => {
  file(record.patientId);
  expect(consents()).toEqual(['record', 'publication', 'ai-training']);
  const kept = newPatient();
  mergePatients(record.database, kept, record.patientId, '2025-03-01T10:00:00Z');
  expect(consents()).toEqual(['record', 'publication', 'ai-training']);
});

it('is kept for a photo that was nobody’s before', () => {
  assignPhotographs(record.context, [photo], null);
  consentToPhotographs(record.context, [photo], ['record']);
  file(newPatient());
  expect(consents()).toEqual(['record']);
});
