import { z } from 'zod';
import type { PatientRecord } from '../record/patient-record';

/** Free text of a record. It stays behind unless somebody has read it for the very export. */
export interface FreeText {
  /** Stands for its place in the record. */
  readonly id: string;
  /** What it is, in words. */
  readonly what: string;
  readonly text: string;
}

/** A text that a person has looked through, and may have changed. */
export const reviewedTextSchema = z.object({ id: z.string().max(200), text: z.string().trim().max(20_000) });
export type ReviewedText = Readonly<z.infer<typeof reviewedTextSchema>>;

export const visitTextId = (visitId: string, field: 'complaint' | 'notes'): string => `${visitId} ${field}`;
export const treatmentTextId = (treatmentId: string): string => `${treatmentId} treatment`;
export const PATIENT_NOTES_ID = 'patient notes';

/** Free texts of a record that are not empty. @param visitIds of the visits that are to be given. @param writeDay how days are written. */
export function freeTexts(
  { patient, visits, treatments }: PatientRecord,
  visitIds: ReadonlySet<string>,
  writeDay: (day: string) => string,
): readonly FreeText[] {
  const all: readonly FreeText[] = [
    { id: PATIENT_NOTES_ID, what: 'Notes on the patient', text: patient.notes },
    ...treatments.map(({ id, name, dose, notes }) => ({
      id: treatmentTextId(id),
      what: 'Treatment',
      text: [name, dose, notes].filter(Boolean).join(', '),
    })),
    ...visits
      .filter(({ id }) => visitIds.has(id))
      .flatMap(({ id, date, complaint, notes }) => [
        { id: visitTextId(id, 'complaint'), what: `Complaint, ${writeDay(date)}`, text: complaint },
        { id: visitTextId(id, 'notes'), what: `Notes, ${writeDay(date)}`, text: notes },
      ]),
  ];
  return all.filter(({ text }) => text.trim() !== '');
}
