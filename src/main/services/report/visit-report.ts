import { changeSince, type Change } from '../../../shared/clinical/grading/change';
import type { Grades } from '../../../shared/clinical/grading/grades';
import type { Iga } from '../../../shared/clinical/grading/iga';
import type { DetectionSource } from '../../../shared/photo/photo';
import type { Patient } from '../../../shared/record/patient';
import type { PatientRecord, VisitRecord } from '../../../shared/record/patient-record';
import { totalOf } from '../../../shared/record/total-of';
import { isCountedShare } from '../../../shared/visit-lesions/photo-share';
import type { ReadableDatabase } from '../../data/database';
import { findLesionMap } from '../../data/repositories/analyses';
import { readPatientRecord } from '../record/read-record';
import { requireVisit } from '../record/require-record';
import { gradesOfVisit } from '../visit-lesions/lesions-of-visit';
import { reportPhoto, type ReportPhoto } from './report-photo';

/** Everything that a report of one visit says. */
export interface VisitReport {
  readonly patient: Patient;
  readonly visit: VisitRecord;
  readonly photos: readonly ReportPhoto[];
  /** Null while no photo of the visit has been analysed. */
  readonly grades: Grades | null;
  /** Of all lesions, against the first visit that was counted; null at that visit. */
  readonly change: Change | null;
  /** Lesions of every visit that was counted, oldest first. */
  readonly trend: readonly {
    readonly visitId: string;
    /** ISO 8601. */
    readonly date: string;
    readonly total: number;
    readonly iga: Iga | null;
  }[];
  readonly treatments: PatientRecord['treatments'];
  /** What found the lesions that are counted, photo by photo; empty where nothing was analysed. */
  readonly sources: readonly DetectionSource[];
}

/** Photos that one page has room for. */
const MOST_PHOTOS = 3;

/** @throws MaculeError `not-found`. */
export function reportOnVisit(database: ReadableDatabase, visitId: string): VisitReport {
  const { patientId } = requireVisit(database, visitId);
  const record = readPatientRecord(database, patientId, () => null);
  const visit = record.visits.find(({ id }) => id === visitId);
  if (!visit) throw new Error('A visit is missing from its own record.');
  const counted = record.visits.flatMap(({ id, date, iga, counted: of }) =>
    of ? [{ visitId: id, date, total: totalOf(of.counts), iga }] : [],
  );
  const baseline = counted[0];
  const now = visit.counted && totalOf(visit.counted.counts);
  return {
    patient: record.patient,
    visit,
    photos: photosInOrder(visit)
      .slice(0, MOST_PHOTOS)
      .map((photograph) => reportPhoto(database, photograph)),
    grades: gradesOfVisit(database, visit.photographs),
    change:
      baseline && now !== null && baseline.visitId !== visitId ? changeSince(baseline.total, now) : null,
    trend: counted,
    treatments: record.treatments,
    sources: sourcesOf(database, visit),
  };
}

/** What found the lesions of each photo that counts for a visit; another model may have analysed another photo. */
export const sourcesOf = (database: ReadableDatabase, { counted }: VisitRecord): readonly DetectionSource[] =>
  (counted?.photos ?? [])
    .filter(isCountedShare)
    .flatMap(({ photoId }) => findLesionMap(database, photoId)?.source ?? []);

/** Photos in the order in which they were counted, then those that were not looked at. */
export function photosInOrder({ photographs, counted }: VisitRecord): VisitRecord['photographs'] {
  const order = counted?.photos.map(({ photoId }) => photoId) ?? [];
  const place = ({ photo }: VisitRecord['photographs'][number]): number => {
    const at = order.indexOf(photo.id);
    return at < 0 ? order.length : at;
  };
  return photographs.toSorted((a, b) => place(a) - place(b));
}
