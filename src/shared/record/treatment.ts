import { z } from 'zod';
import { dateSchema, enteredDateSchema } from './patient';

/** Treatments of acne in the AAD's guideline (2024), strong recommendations first; anything else is free text. */
export const TREATMENT_WORDS = [
  'benzoyl peroxide',
  'topical retinoid',
  'topical antibiotic',
  'doxycycline',
  'isotretinoin',
  'clascoterone',
  'salicylic acid',
  'azelaic acid',
  'minocycline',
  'sarecycline',
  'combined oral contraceptive',
  'spironolactone',
] as const;

const treatmentFields = z.object({
  /** A word of {@link TREATMENT_WORDS} or the clinician's own. */
  name: z.string().trim().min(1, 'Enter a treatment.').max(200),
  dose: z.string().trim().max(200),
  startedOn: dateSchema,
  /** Null while it goes on. */
  endedOn: dateSchema.nullable(),
  notes: z.string().trim().max(5_000),
});

/** A treatment as stored. */
export const treatmentSchema = treatmentFields.extend({ id: z.uuid(), patientId: z.uuid() });

/** What a clinician enters about a treatment. */
export const treatmentDetailsSchema = treatmentFields
  .extend({ startedOn: enteredDateSchema, endedOn: enteredDateSchema.nullable() })
  .refine(({ startedOn, endedOn }) => endedOn === null || endedOn >= startedOn, {
    message: 'The treatment ends before it begins.',
    path: ['endedOn'],
  });
export type TreatmentDetails = Readonly<z.infer<typeof treatmentDetailsSchema>>;

export interface Treatment extends TreatmentDetails {
  readonly id: string;
  readonly patientId: string;
}
