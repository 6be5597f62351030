import { numbersInName } from '../../../shared/record/number-in-name';
import { bySitting, type Sitting } from '../../../shared/record/sitting';
import type { ReadableDatabase } from '../../data/database';
import { countUnassigned, unassignedPhotos } from '../../data/repositories/gallery-rows';
import { patientsByNumber, type StoredPatient } from '../../data/repositories/patients';
import { photosById, type ListedPhoto } from '../../data/repositories/photos';
import { visitOnDay, visitsWithoutPhotos, type OpenVisit } from '../../data/repositories/visits-of-day';
import { summarizeThose, type CourseOf } from '../photo-summaries';

/** Photos that are sorted at a time; those of the newest imports. */
const MOST = 1_000;

/**
 * Photos in no record as sittings, each with whose it may be: a patient whose number stands in the name of a file or
 * folder, else by the order of that day's visits that have no photos yet. Never certain; somebody has to confirm it.
 */
export function listSittings(
  database: ReadableDatabase,
  pauseMinutes: number,
  courseOf: CourseOf,
): { total: number; sittings: Sitting[] } {
  const ids = unassignedPhotos(database, { offset: 0, limit: MOST });
  const summaries = new Map(summarizeThose(database, ids, courseOf).map((photo) => [photo.id, photo]));
  const sittings = bySitting(photosById(database, ids), pauseMinutes);
  const suggestions = suggestVisits(database, sittings);
  return {
    total: countUnassigned(database),
    sittings: sittings.map((members, index) => ({
      photos: members.flatMap(({ id }) => summaries.get(id) ?? []),
      day: dayOf(members),
      suggestion: suggestions[index] ?? null,
    })),
  };
}

const dayOf = ([first]: readonly ListedPhoto[]): string | null => first?.takenAt?.slice(0, 10) ?? null;

type Suggestion = Sitting['suggestion'];

/** @param sittings earliest first. */
function suggestVisits(
  database: ReadableDatabase,
  sittings: readonly (readonly ListedPhoto[])[],
): readonly Suggestion[] {
  const numbered = byNumber(database, sittings);
  const free = new Map<string, OpenVisit[]>();
  const freeOn = (day: string): OpenVisit[] => {
    const known = free.get(day) ?? [...visitsWithoutPhotos(database, day)];
    free.set(day, known);
    return known;
  };
  // Visits of patients who are known by their number are taken before the others are counted off.
  const found = sittings.map((members, index): Suggestion => {
    const patient = numbered[index];
    if (!patient) return null;
    const day = dayOf(members);
    if (day !== null)
      free.set(
        day,
        freeOn(day).filter(({ patientId }) => patientId !== patient.id),
      );
    const visitId = day === null ? null : visitOnDay(database, patient.id, day);
    return { patient: { id: patient.id, name: patient.name }, visitId, by: 'number' };
  });
  return sittings.map((members, index): Suggestion => {
    const day = dayOf(members);
    const known = found[index];
    if (known || day === null) return known ?? null;
    const visit = freeOn(day).shift();
    return visit
      ? { patient: { id: visit.patientId, name: visit.patientName }, visitId: visit.id, by: 'order' }
      : null;
  });
}

/** The one patient whose number stands in the names of a sitting's files; null where none or several do. */
function byNumber(
  database: ReadableDatabase,
  sittings: readonly (readonly ListedPhoto[])[],
): readonly (StoredPatient | null)[] {
  const keys = sittings.map(
    (members) => new Set(members.flatMap(({ fileName, folderName }) => numbersInName(fileName, folderName))),
  );
  const patients = patientsByNumber(database, [...new Set(keys.flatMap((of) => [...of]))]);
  return keys.map((of) => {
    const found = [...of].flatMap((key) => patients.get(key) ?? []);
    return new Set(found.map(({ id }) => id)).size === 1 ? (found[0] ?? null) : null;
  });
}
