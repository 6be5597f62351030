import type {
  PatientListing,
  PatientRecord,
  Photograph,
  PhotoPlace,
} from '../../../shared/record/patient-record';
import { countStated, type StatedCounts } from '../../../shared/clinical/stated-type';
import type { ReadableDatabase } from '../../data/database';
import { markedPhotosOfPatient } from '../../data/repositories/lesion-marks';
import {
  findPatient,
  removedPatients,
  searchPatients,
  type StoredPatient,
} from '../../data/repositories/patients';
import { listPhotographs, photographOf, type StoredPhotograph } from '../../data/repositories/photographs';
import { listTreatments } from '../../data/repositories/treatments';
import { lesionCountsOfPatient, visitsOfPatients } from '../../data/repositories/visit-photos';
import { findVisit, listVisits } from '../../data/repositories/visits';
import { countedOnPhoto } from '../marks/lesions-of-photo';
import { summarizePhoto, type CourseOf } from '../photo-summaries';
import { requirePhoto } from '../require-photo';
import { countsOfVisit } from '../visit-lesions/lesions-of-visit';
import { requirePatient } from './require-record';

/** Patients for the list; see `searchPatients`. */
export const listPatients = (database: ReadableDatabase, text: string, limit: number): PatientListing[] =>
  withVisits(database, searchPatients(database, text, limit));

/** Patients that were removed and can come back, newest removal first. */
export const listRemovedPatients = (database: ReadableDatabase): PatientListing[] =>
  withVisits(database, removedPatients(database));

function withVisits(database: ReadableDatabase, patients: readonly StoredPatient[]): PatientListing[] {
  const visits = visitsOfPatients(
    database,
    patients.map(({ id }) => id),
  );
  return patients.map((patient) => {
    const { count = 0, lastOn = null } = visits.get(patient.id) ?? {};
    return { ...patient, visitCount: count, lastVisitOn: lastOn };
  });
}

/** Everything known of a patient. @throws MaculeError `not-found`, also for one that was removed. */
export function readPatientRecord(
  database: ReadableDatabase,
  patientId: string,
  courseOf: CourseOf,
): PatientRecord {
  const patient = requirePatient(database, patientId);
  const counts = countsOfPatient(database, patientId);
  const visits = listVisits(database, patientId).map((visit) => {
    const photographs = listPhotographs(database, visit.id).map((photograph): Photograph => ({
      photo: summarizePhoto(database, photograph.photoId, courseOf),
      details: photograph,
      consents: photograph.consents,
      counts: counts.get(photograph.photoId) ?? null,
    }));
    return { ...visit, photographs, counted: countsOfVisit(database, photographs) };
  });
  return { patient, visits, treatments: [...listTreatments(database, patientId)] };
}

/** Lesions of each analysed or marked photo by id: the model's, with the clinician's word over them. */
function countsOfPatient(database: ReadableDatabase, patientId: string): ReadonlyMap<string, StatedCounts> {
  const counts = new Map(lesionCountsOfPatient(database, patientId));
  for (const photoId of markedPhotosOfPatient(database, patientId)) {
    counts.set(photoId, countStated(countedOnPhoto(database, photoId)));
  }
  return counts;
}

/** How a photo was taken and whose it is. @throws MaculeError `not-found`. */
export function placeOfPhoto(database: ReadableDatabase, photoId: string): PhotoPlace {
  requirePhoto(database, photoId);
  const photograph: StoredPhotograph = photographOf(database, photoId);
  const visit = photograph.visitId === null ? null : findVisit(database, photograph.visitId);
  const patient = visit && findPatient(database, visit.patientId);
  const inRecord = visit?.removedAt === null && patient?.removedAt === null;
  return {
    details: photograph,
    consents: photograph.consents,
    visit: inRecord ? visit : null,
    patient: inRecord ? patient : null,
  };
}
