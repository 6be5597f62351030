import { z } from 'zod';
import type { ReadableDatabase } from '../database';

/** A visit that photos may still come to. */
export interface OpenVisit {
  readonly id: string;
  readonly patientId: string;
  readonly patientName: string;
}

const openRow = z
  .object({ id: z.string(), patient_id: z.string(), name: z.string() })
  .transform(({ id, patient_id: patientId, name }): OpenVisit => ({ id, patientId, patientName: name }));

/** Visits of a day (ISO 8601 date) that have no photo, in the order they were entered. */
export const visitsWithoutPhotos = (database: ReadableDatabase, day: string): readonly OpenVisit[] =>
  z.array(openRow).parse(
    database.all(
      `SELECT visits.id, patient_id, patients.name FROM visits JOIN patients ON patients.id = patient_id
       WHERE date = :day AND visits.removed_at IS NULL AND patients.removed_at IS NULL AND NOT EXISTS
         (SELECT 1 FROM photographs JOIN photos USING (id)
          WHERE photographs.visit_id = visits.id AND photos.removed_at IS NULL)
       ORDER BY visits.sequence`,
      { day },
    ),
  );

/** Id of a patient's last entered visit on a day; null where there is none. */
export const visitOnDay = (database: ReadableDatabase, patientId: string, day: string): string | null =>
  z
    .object({ id: z.string() })
    .nullable()
    .parse(
      database.one(
        `SELECT id FROM visits WHERE patient_id = :patientId AND date = :day AND removed_at IS NULL
         ORDER BY sequence DESC LIMIT 1`,
        { patientId, day },
      ) ?? null,
    )?.id ?? null;
