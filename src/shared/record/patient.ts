import { z } from 'zod';

/** A day without a time or zone, ISO 8601. */
export const dateSchema = z.iso.date('Enter a whole date.');

const text = (longest: number) => z.string().trim().max(longest);

/** What a clinician enters about a patient. */
export const patientDetailsSchema = z.object({
  name: text(200).min(1, 'Enter a name.'),
  birthDate: dateSchema.nullable(),
  /** The clinic's own number. */
  localNumber: text(60).nullable(),
  /** Fitzpatrick I–VI as 1–6, entered by the clinician and never computed. */
  skinType: z.number().int().min(1).max(6).nullable(),
  notes: text(20_000),
});
export type PatientDetails = Readonly<z.infer<typeof patientDetailsSchema>>;

export const patientSchema = patientDetailsSchema.extend({ id: z.uuid() });
export type Patient = Readonly<z.infer<typeof patientSchema>>;
