import type { PatientDetails } from '../../../shared/record/patient';
import type { TreatmentDetails } from '../../../shared/record/treatment';
import type { VisitDetails } from '../../../shared/record/visit';
import type { WritableDatabase } from '../../data/database';
import { act, type Edit } from '../../data/journal/journal';
import { findPatient, savePatient } from '../../data/repositories/patients';
import { saveTreatment } from '../../data/repositories/treatments';
import { saveVisit } from '../../data/repositories/visits';
import { requirePatient, requireTreatment, requireVisit } from './require-record';

/** What every change of the record needs. */
export interface RecordContext {
  readonly database: WritableDatabase;
  readonly newId: () => string;
  readonly now: () => Date;
}

/** Runs an action at the present time. */
export function actNow(
  { database, now }: RecordContext,
  title: string,
  work: (edit: Edit, at: string) => void,
): void {
  const at = now().toISOString();
  act(database, { title, at }, (edit) => work(edit, at));
}

/** Brings a patient to the top of those worked with last. */
export function touchPatient({ database }: RecordContext, edit: Edit, patientId: string, at: string): void {
  const patient = findPatient(database, patientId);
  if (patient) savePatient(edit, patientId, patient, { ...patient, changedAt: at });
}

/** Enters a patient, or changes one. @returns its id. @throws MaculeError `not-found`. */
export function changePatient(
  context: RecordContext,
  patientId: string | null,
  details: PatientDetails,
): string {
  const id = patientId ?? context.newId();
  if (patientId !== null) requirePatient(context.database, patientId);
  actNow(context, patientId === null ? `Add ${details.name}` : `Change ${details.name}`, (edit, at) =>
    savePatient(edit, id, details, { changedAt: at }),
  );
  return id;
}

/** Takes a patient with everything of it out of the lists. @throws MaculeError `not-found`. */
export function removePatient(context: RecordContext, patientId: string): void {
  const patient = requirePatient(context.database, patientId);
  actNow(context, `Remove ${patient.name}`, (edit, at) =>
    savePatient(edit, patientId, patient, { changedAt: at, removedAt: at }),
  );
}

/** Brings a removed patient back; does nothing to one that is there. @throws MaculeError `not-found`. */
export function restorePatient(context: RecordContext, patientId: string): void {
  const patient = findPatient(context.database, patientId);
  if (!patient) requirePatient(context.database, patientId);
  else if (patient.removedAt !== null)
    actNow(context, `Bring back ${patient.name}`, (edit, at) =>
      savePatient(edit, patientId, patient, { changedAt: at }),
    );
}

/** Enters a visit, or changes one. @returns its id. @throws MaculeError `not-found`. */
export function changeVisit(
  context: RecordContext,
  patientId: string,
  visitId: string | null,
  details: VisitDetails,
): string {
  requirePatient(context.database, patientId);
  if (visitId !== null) requireVisit(context.database, visitId);
  const id = visitId ?? context.newId();
  actNow(context, `${visitId === null ? 'Add' : 'Change'} the visit of ${details.date}`, (edit, at) => {
    saveVisit(edit, { id, patientId }, details);
    touchPatient(context, edit, patientId, at);
  });
  return id;
}

/** Takes a visit out of the record; its photos come back with it. @throws MaculeError `not-found`. */
export function removeVisit(context: RecordContext, visitId: string): void {
  const visit = requireVisit(context.database, visitId);
  actNow(context, `Remove the visit of ${visit.date}`, (edit, at) => {
    saveVisit(edit, visit, visit, at);
    touchPatient(context, edit, visit.patientId, at);
  });
}

/** Enters a treatment, or changes one. @returns its id. @throws MaculeError `not-found`. */
export function changeTreatment(
  context: RecordContext,
  patientId: string,
  treatmentId: string | null,
  details: TreatmentDetails,
): string {
  requirePatient(context.database, patientId);
  if (treatmentId !== null) requireTreatment(context.database, treatmentId);
  const id = treatmentId ?? context.newId();
  actNow(context, `${treatmentId === null ? 'Add' : 'Change'} ${details.name}`, (edit, at) => {
    saveTreatment(edit, { id, patientId }, details);
    touchPatient(context, edit, patientId, at);
  });
  return id;
}

/** Takes a treatment out of the record. @throws MaculeError `not-found`. */
export function removeTreatment(context: RecordContext, treatmentId: string): void {
  const treatment = requireTreatment(context.database, treatmentId);
  actNow(context, `Remove ${treatment.name}`, (edit, at) => {
    saveTreatment(edit, treatment, treatment, at);
    touchPatient(context, edit, treatment.patientId, at);
  });
}
