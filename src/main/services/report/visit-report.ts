import { changeSince, type Change } from '../../../shared/clinical/grading/change';
import { gradesOf, type Grades } from '../../../shared/clinical/grading/grades';
import type { Iga } from '../../../shared/clinical/grading/iga';
import { regionsOfFace } from '../../../shared/face/face-regions';
import { placeLesions } from '../../../shared/face/place-lesions';
import { scaleBox, type Box } from '../../../shared/geometry/box';
import type { StatedType } from '../../../shared/clinical/stated-type';
import type { DetectionSource } from '../../../shared/photo/photo';
import type { Patient } from '../../../shared/record/patient';
import type { PatientRecord, VisitRecord } from '../../../shared/record/patient-record';
import type { PhotographDetails } from '../../../shared/record/photograph';
import { totalOf } from '../../../shared/record/visit-counts';
import type { ReadableDatabase } from '../../data/database';
import { findLesionMap } from '../../data/repositories/analyses';
import { findStoredFace } from '../../data/repositories/faces';
import { countedOnPhoto } from '../marks/lesions-of-photo';
import { readPatientRecord, requireVisit } from '../record/read-record';

/** A photo on the report, its lesions as fractions of it. */
export interface ReportPhoto {
  readonly photoId: string;
  readonly view: PhotographDetails['view'];
  readonly width: number;
  readonly height: number;
  readonly lesions: readonly { readonly type: StatedType | null; readonly box: Box }[];
}

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
  readonly trend: readonly { readonly date: string; readonly total: number; readonly iga: Iga | null }[];
  readonly treatments: PatientRecord['treatments'];
  /** What found the lesions; null where nothing was analysed. */
  readonly source: DetectionSource | null;
}

/** Photos that one page has room for. */
const MOST_PHOTOS = 3;

/** @throws MaculeError `not-found`. */
export function reportOnVisit(database: ReadableDatabase, visitId: string): VisitReport {
  const { patientId } = requireVisit(database, visitId);
  const record = readPatientRecord(database, patientId, () => null);
  const visit = record.visits.find(({ id }) => id === visitId);
  if (!visit) throw new Error('A visit is missing from its own record.');
  const counted = record.visits.flatMap(({ date, iga, counted: of }) =>
    of ? [{ date, total: totalOf(of.counts), iga }] : [],
  );
  const baseline = counted[0];
  const now = visit.counted && totalOf(visit.counted.counts);
  return {
    patient: record.patient,
    visit,
    photos: inOrder(visit)
      .slice(0, MOST_PHOTOS)
      .map(({ photo, details }) => ({
        ...{ photoId: photo.id, view: details.view, width: photo.width, height: photo.height },
        lesions: countedOnPhoto(database, photo.id).map(({ type, box }) => ({ type, box })),
      })),
    grades: gradesOfVisit(database, visit),
    change:
      baseline && now !== null && baseline.date !== visit.date ? changeSince(baseline.total, now) : null,
    trend: counted,
    treatments: record.treatments,
    source: visit.counted && (findLesionMap(database, visit.counted.photoId)?.source ?? null),
  };
}

/** The photo that stands for the visit first. */
function inOrder({ photographs, counted }: VisitRecord): VisitRecord['photographs'] {
  const first = ({ photo }: VisitRecord['photographs'][number]): number =>
    Number(photo.id === counted?.photoId);
  return photographs.toSorted((a, b) => first(b) - first(a));
}

function gradesOfVisit(database: ReadableDatabase, { counted, photographs }: VisitRecord): Grades | null {
  const photo = photographs.find(({ photo: { id } }) => id === counted?.photoId)?.photo;
  if (!photo) return null;
  const face = findStoredFace(database, photo.id);
  const lesions = countedOnPhoto(database, photo.id).map(({ type, box, mark }) => ({
    ...{ type, box: scaleBox(box, photo.width, photo.height), saidRegion: mark?.region ?? null },
  }));
  return gradesOf(placeLesions(lesions, face && regionsOfFace(face, photo)), face !== null);
}
