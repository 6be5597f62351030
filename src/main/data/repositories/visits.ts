import { z } from 'zod';
import { igaSchema } from '../../../shared/clinical/grading/iga';
import { cadiSchema, type Visit, type VisitDetails } from '../../../shared/record/visit';
import type { ReadableDatabase } from '../database';
import type { Edit } from '../journal/journal';

/** A visit as stored. */
export interface StoredVisit extends Visit {
  readonly removedAt: string | null;
}

const row = z
  .object({
    id: z.string(),
    patient_id: z.string(),
    date: z.string(),
    treatment_week: z.number().nullable(),
    complaint: z.string(),
    iga: igaSchema.nullable(),
    cadi: z
      .string()
      .transform((text): unknown => JSON.parse(text))
      .pipe(cadiSchema)
      .nullable(),
    notes: z.string(),
    removed_at: z.string().nullable(),
  })
  .transform((visit): StoredVisit => ({
    id: visit.id,
    patientId: visit.patient_id,
    date: visit.date,
    treatmentWeek: visit.treatment_week,
    complaint: visit.complaint,
    iga: visit.iga,
    cadi: visit.cadi,
    notes: visit.notes,
    removedAt: visit.removed_at,
  }));

/** A visit by id, removed ones included; null where there is none. */
export const findVisit = (database: ReadableDatabase, id: string): StoredVisit | null =>
  row.nullable().parse(database.one('SELECT * FROM visits WHERE id = :id', { id }) ?? null);

/** Visits of a patient, oldest first; those of one day in the order they were entered. */
export const listVisits = (database: ReadableDatabase, patientId: string): readonly StoredVisit[] =>
  z
    .array(row)
    .parse(
      database.all(
        'SELECT * FROM visits WHERE patient_id = :patientId AND removed_at IS NULL ORDER BY date, sequence',
        { patientId },
      ),
    );

/** Every visit of a patient, removed ones included: what moves when patients are merged. */
export const allVisits = (database: ReadableDatabase, patientId: string): readonly StoredVisit[] =>
  z
    .array(row)
    .parse(
      database.all('SELECT * FROM visits WHERE patient_id = :patientId ORDER BY sequence', { patientId }),
    );

/** Writes a visit as part of an action. */
export function saveVisit(
  edit: Edit,
  { id, patientId }: Pick<Visit, 'id' | 'patientId'>,
  { date, treatmentWeek, complaint, iga, cadi, notes }: VisitDetails,
  removedAt: string | null = null,
): void {
  edit('visits', id, {
    ...{ date, complaint, iga, notes },
    patient_id: patientId,
    treatment_week: treatmentWeek,
    cadi: cadi && JSON.stringify(cadi),
    removed_at: removedAt,
  });
}
