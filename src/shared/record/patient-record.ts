import { z } from 'zod';
import { photoSummarySchema } from '../photo/photo';
import { dateSchema, patientSchema } from './patient';
import { photoShareSchema } from '../visit-lesions/photo-share';
import { consentScopeSchema, photographDetailsSchema } from './photograph';
import { treatmentSchema } from './treatment';
import { visitSchema } from './visit';

/** A patient as a row of the patient list. */
export const patientListingSchema = patientSchema.extend({
  visitCount: z.number().int(),
  /** Null before the first visit. */
  lastVisitOn: dateSchema.nullable(),
  /** ISO 8601, for patients that were removed. */
  removedAt: z.string().nullable(),
});
export type PatientListing = Readonly<z.infer<typeof patientListingSchema>>;

export const statedCountsSchema = z.object({
  comedone: z.number().int(),
  nodule: z.number().int(),
  papule: z.number().int(),
  pustule: z.number().int(),
  inflammatory: z.number().int(),
  unsure: z.number().int(),
});

/** A photo in a visit, with how it was taken. */
export const photographSchema = z.object({
  photo: photoSummarySchema,
  details: photographDetailsSchema,
  consents: z.array(consentScopeSchema).readonly(),
  /** Lesions by what is said of their type in its newest analysis, at the model's operating threshold; null where it has had none. */
  counts: statedCountsSchema.nullable(),
});
export type Photograph = Readonly<z.infer<typeof photographSchema>>;

/** The lesions of a visit by type, each once however many views show it, and what each photo adds to them. */
export const visitCountsSchema = z.object({
  counts: statedCountsSchema,
  /** In the order in which they were counted; at least one. */
  photos: z.array(photoShareSchema).readonly(),
});
export type VisitCounts = Readonly<z.infer<typeof visitCountsSchema>>;

export const visitRecordSchema = visitSchema.extend({
  photographs: z.array(photographSchema).readonly(),
  /** Null while no photo of the visit has been analysed. */
  counted: visitCountsSchema.nullable(),
});
export type VisitRecord = Readonly<z.infer<typeof visitRecordSchema>>;

export type TreatmentRecord = Readonly<z.infer<typeof treatmentSchema>>;

/** Everything the record knows of one patient. */
export const patientRecordSchema = z.object({
  patient: patientSchema,
  /** Oldest first. */
  visits: z.array(visitRecordSchema).readonly(),
  /** First begun first. */
  treatments: z.array(treatmentSchema).readonly(),
});
export type PatientRecord = Readonly<z.infer<typeof patientRecordSchema>>;

/** Where a photo stands in the record. */
export const photoPlaceSchema = z.object({
  details: photographDetailsSchema,
  consents: z.array(consentScopeSchema).readonly(),
  /** Null while the photo belongs to nobody. */
  visit: visitSchema.nullable(),
  patient: patientSchema.nullable(),
});
export type PhotoPlace = Readonly<z.infer<typeof photoPlaceSchema>>;
