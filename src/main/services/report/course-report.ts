import type { Grades } from '../../../shared/clinical/grading/grades';
import { repeatErrorInUse } from '../../../shared/clinical/grading/repeat-error';
import type { DetectionSource } from '../../../shared/photo/photo';
import type { Patient } from '../../../shared/record/patient';
import type { PatientRecord, Photograph, VisitRecord } from '../../../shared/record/patient-record';
import { timelineOf, type Timeline } from '../../../shared/record/timeline';
import type { ReadableDatabase } from '../../data/database';
import { listRepeatedCounts } from '../../data/repositories/repeated-photos';
import { readPatientRecord } from '../record/read-record';
import { gradesOfVisit } from '../visit-lesions/lesions-of-visit';
import { reportPhoto, type ReportPhoto } from './report-photo';
import { photosInOrder, sourcesOf } from './visit-report';

/** A visit that the report compares with another. */
export interface GradedVisit {
  readonly visit: VisitRecord;
  /** Null while none of its photos was looked at. */
  readonly grades: Grades | null;
}

/** Everything that a report of a whole course says. */
export interface CourseReport {
  readonly patient: Patient;
  /** Oldest first. */
  readonly visits: readonly VisitRecord[];
  /** Null before the first visit. */
  readonly timeline: Timeline | null;
  readonly treatments: PatientRecord['treatments'];
  /** The first visit that was counted, or the first; null before any. */
  readonly baseline: GradedVisit | null;
  /** The last visit that was counted; null where that is the baseline. */
  readonly latest: GradedVisit | null;
  /** Photos of one view at both visits, most frontal first; `earlier` alone where there is no later visit. */
  readonly photos: readonly { readonly earlier: ReportPhoto | null; readonly later: ReportPhoto | null }[];
  /** What found the lesions that are counted, in the order of the visits and their photos. */
  readonly sources: readonly DetectionSource[];
}

/** Views that one page has room for. */
const MOST_VIEWS = 3;

/** @throws MaculeError `not-found`. */
export function reportOnCourse(database: ReadableDatabase, patientId: string): CourseReport {
  const record = readPatientRecord(database, patientId, () => null);
  const { patient, visits, treatments } = record;
  const repeatError = repeatErrorInUse(listRepeatedCounts(database));
  const counted = visits.filter((visit) => visit.counted !== null);
  const first = counted[0] ?? visits[0] ?? null;
  const last = counted.length > 1 ? (counted.at(-1) ?? null) : null;
  const graded = (visit: VisitRecord | null): GradedVisit | null =>
    visit && { visit, grades: gradesOfVisit(database, visit.photographs) };
  const sources = visits.flatMap((visit) => sourcesOf(database, visit));
  return {
    ...{ patient, visits, treatments, timeline: timelineOf(record, repeatError.error) },
    ...{ baseline: graded(first), latest: graded(last) },
    photos: pairedViews(first, last).map(([earlier, later]) => ({
      earlier: earlier && reportPhoto(database, earlier),
      later: later && reportPhoto(database, later),
    })),
    sources,
  };
}

type Pair = readonly [earlier: Photograph | null, later: Photograph | null];

/** Views that both visits have; where they share none, the first photo of each. */
function pairedViews(first: VisitRecord | null, last: VisitRecord | null): readonly Pair[] {
  const [earlier, later] = [first ? photosInOrder(first) : [], last ? photosInOrder(last) : []];
  if (!last) return earlier.slice(0, MOST_VIEWS).map((photograph): Pair => [photograph, null]);
  const seen = new Set<string>();
  const shared = later.flatMap((photograph): Pair[] => {
    const { view } = photograph.details;
    const before = earlier.find(({ details }) => details.view === view);
    if (view === null || !before || seen.has(view)) return [];
    seen.add(view);
    return [[before, photograph]];
  });
  return shared.length > 0 ? shared.slice(0, MOST_VIEWS) : [[earlier[0] ?? null, later[0] ?? null]];
}
