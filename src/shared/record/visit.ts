import { z } from 'zod';
import { igaSchema } from '../clinical/grading/iga';
import { dateSchema, enteredDateSchema } from './patient';

/** The five questions of the Cardiff Acne Disability Index, answered by the patient, 0–3 each (Motley & Finlay 1992). */
export const cadiSchema = z.array(z.number().int().min(0).max(3)).length(5);

/** What a clinician enters about a visit. */
export const visitDetailsSchema = z.object({
  date: enteredDateSchema,
  /** Weeks since treatment began; null before it or where nobody counts. */
  treatmentWeek: z.int('Enter whole weeks.').min(0, 'Enter 0 or more weeks.').max(2_000).nullable(),
  complaint: z.string().trim().max(2_000),
  /** The clinician's own grade, beside which a suggestion may stand. */
  iga: igaSchema.nullable(),
  cadi: cadiSchema.readonly().nullable(),
  notes: z.string().trim().max(20_000),
});
export type VisitDetails = Readonly<z.infer<typeof visitDetailsSchema>>;

/** A visit of which nothing is written down yet but its day. */
export const UNWRITTEN_VISIT: Omit<VisitDetails, 'date'> = {
  treatmentWeek: null,
  complaint: '',
  iga: null,
  cadi: null,
  notes: '',
};

export const visitSchema = visitDetailsSchema.extend({ id: z.uuid(), patientId: z.uuid(), date: dateSchema });
export type Visit = Readonly<z.infer<typeof visitSchema>>;
