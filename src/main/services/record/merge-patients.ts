import { MaculeError } from '../../../shared/errors';
import type { PatientDetails } from '../../../shared/record/patient';
import type { WritableDatabase } from '../../data/database';
import { act } from '../../data/journal/journal';
import { findPatient, savePatient, type StoredPatient } from '../../data/repositories/patients';
import { allTreatments, saveTreatment } from '../../data/repositories/treatments';
import { allVisits, saveVisit } from '../../data/repositories/visits';

/**
 * Makes one record of two that mean the same person: visits and treatments move over, gaps are filled from the
 * duplicate, notes are joined. One action, so it can be undone as one.
 * @param at ISO 8601.
 * @throws MaculeError `not-found`, or `invalid-input` where both are the same record.
 */
export function mergePatients(
  database: WritableDatabase,
  keptId: string,
  duplicateId: string,
  at: string,
): void {
  if (keptId === duplicateId) throw sameRecord();
  const [kept, duplicate] = [present(database, keptId), present(database, duplicateId)];
  act(database, { title: `Merge with ${kept.name}`, at }, (edit) => {
    for (const visit of allVisits(database, duplicateId)) {
      saveVisit(edit, { id: visit.id, patientId: keptId }, visit, visit.removedAt);
    }
    for (const treatment of allTreatments(database, duplicateId)) {
      saveTreatment(edit, { id: treatment.id, patientId: keptId }, treatment, treatment.removedAt);
    }
    savePatient(edit, keptId, joined(kept, duplicate), { changedAt: at });
    savePatient(edit, duplicateId, duplicate, { changedAt: at, mergedInto: keptId, removedAt: at });
  });
}

const joined = (kept: PatientDetails, other: PatientDetails): PatientDetails => ({
  name: kept.name,
  birthDate: kept.birthDate ?? other.birthDate,
  localNumber: kept.localNumber ?? other.localNumber,
  skinType: kept.skinType ?? other.skinType,
  notes: [kept.notes, other.notes].filter((notes) => notes !== '').join('\n\n'),
});

function present(database: WritableDatabase, id: string): StoredPatient {
  const patient = findPatient(database, id);
  if (patient?.removedAt === null) return patient;
  throw new MaculeError({
    kind: 'not-found',
    message: 'One of the two patients is not in the library any more.',
    advice: 'Search for both again.',
    retryable: false,
  });
}

const sameRecord = (): MaculeError =>
  new MaculeError({
    kind: 'invalid-input',
    message: 'A patient cannot be merged with itself.',
    advice: 'Choose the duplicate record.',
    retryable: false,
  });
