import type { VisitRecord } from '../../../../shared/record/patient-record';

/** Imports files into a visit; null asks for them with the system's dialog. */
export type ImportIntoVisit = (
  visit: Pick<VisitRecord, 'id' | 'date'>,
  files: readonly File[] | null,
) => Promise<void>;
