import { enteredDateSchema } from '../../../../shared/record/patient';
import type { VisitRecord } from '../../../../shared/record/patient-record';
import type { ChosenVisit } from '../store/dialog-store';

/** In the place of a visit's id: none of those that are there. */
export const NEW_VISIT = 'new';

interface VisitEntry {
  readonly patient: ChosenVisit['patient'] | null;
  /** Of that patient; null until they are known. */
  readonly visits: readonly Pick<VisitRecord, 'id' | 'date'>[] | null;
  readonly visitId: string;
  /** Of a new visit, as it stands in its field. */
  readonly date: string;
}

/**
 * The visit that a form stands for; null while nothing whole is chosen. Nothing is before the patient's visits are known,
 * one of which may be of that day: a quick press would make a second one.
 */
export function chosenVisit({ patient, visits, visitId, date }: VisitEntry): ChosenVisit | null {
  if (!patient || !visits) return null;
  const old = visits.find(({ id }) => id === visitId);
  if (old) return { patient, visitId: old.id, date: old.date };
  return enteredDateSchema.safeParse(date).success ? { patient, visitId: null, date } : null;
}
