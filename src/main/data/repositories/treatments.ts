import { z } from 'zod';
import type { Treatment, TreatmentDetails } from '../../../shared/record/treatment';
import type { ReadableDatabase } from '../database';
import type { Edit } from '../journal/journal';

/** A treatment as stored. */
export interface StoredTreatment extends Treatment {
  readonly removedAt: string | null;
}

const row = z
  .object({
    id: z.string(),
    patient_id: z.string(),
    name: z.string(),
    dose: z.string(),
    started_on: z.string(),
    ended_on: z.string().nullable(),
    notes: z.string(),
    removed_at: z.string().nullable(),
  })
  .transform((treatment): StoredTreatment => ({
    id: treatment.id,
    patientId: treatment.patient_id,
    name: treatment.name,
    dose: treatment.dose,
    startedOn: treatment.started_on,
    endedOn: treatment.ended_on,
    notes: treatment.notes,
    removedAt: treatment.removed_at,
  }));

/** A treatment by id, removed ones included; null where there is none. */
export const findTreatment = (database: ReadableDatabase, id: string): StoredTreatment | null =>
  row.nullable().parse(database.one('SELECT * FROM treatments WHERE id = :id', { id }) ?? null);

/** Treatments of a patient, first begun first. */
export const listTreatments = (database: ReadableDatabase, patientId: string): readonly StoredTreatment[] =>
  z
    .array(row)
    .parse(
      database.all(
        'SELECT * FROM treatments WHERE patient_id = :patientId AND removed_at IS NULL ORDER BY started_on, sequence',
        { patientId },
      ),
    );

/** Every treatment of a patient, removed ones included. */
export const allTreatments = (database: ReadableDatabase, patientId: string): readonly StoredTreatment[] =>
  z
    .array(row)
    .parse(
      database.all('SELECT * FROM treatments WHERE patient_id = :patientId ORDER BY sequence', { patientId }),
    );

/** Writes a treatment as part of an action. */
export function saveTreatment(
  edit: Edit,
  { id, patientId }: Pick<Treatment, 'id' | 'patientId'>,
  { name, dose, startedOn, endedOn, notes }: TreatmentDetails,
  removedAt: string | null = null,
): void {
  edit('treatments', id, {
    ...{ name, dose, notes },
    patient_id: patientId,
    started_on: startedOn,
    ended_on: endedOn,
    removed_at: removedAt,
  });
}
