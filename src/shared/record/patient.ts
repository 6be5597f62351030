import { z } from 'zod';

/** A day without a time or zone, ISO 8601. */
export const dateSchema = z.iso.date('Enter a whole date.');

/** A day as somebody enters it: where “26” is typed for a year, a field for dates takes it for the year 26. */
export const enteredDateSchema = dateSchema.refine(
  (day) => day >= '1900',
  'Enter the year with all four digits.',
);

const text = (longest: number) => z.string().trim().max(longest);

/** What a clinician enters about a patient. */
export const patientDetailsSchema = z.object({
  name: text(200).min(1, 'Enter a name.'),
  birthDate: enteredDateSchema.nullable(),
  /** The clinic's own number. */
  localNumber: text(60).nullable(),
  /** Fitzpatrick I–VI as 1–6, entered by the clinician and never computed. */
  skinType: z.number().int().min(1).max(6).nullable(),
  notes: text(20_000),
});
export type PatientDetails = Readonly<z.infer<typeof patientDetailsSchema>>;

/** As stored; what was entered before days were looked at can still be read. */
export const patientSchema = patientDetailsSchema.extend({ id: z.uuid(), birthDate: dateSchema.nullable() });
export type Patient = Readonly<z.infer<typeof patientSchema>>;
