import { z } from 'zod';
import { repeatErrorInUseSchema } from '../clinical/grading/repeat-error';
import { photoIdSchema, photoSummarySchema } from '../photo/photo';
import { patientDetailsSchema } from '../record/patient';
import { patientListingSchema, patientRecordSchema, photoPlaceSchema } from '../record/patient-record';
import {
  consentChangeSchema,
  consentScopeSchema,
  photographDetailsSchema,
  photoViewSchema,
} from '../record/photograph';
import { filingSchema, sittingSchema } from '../record/sitting';
import { treatmentDetailsSchema } from '../record/treatment';
import { visitDetailsSchema } from '../record/visit';
import { stretchSchema } from './photos';

const nothing = z.object({});
const patientId = z.uuid();
const visitId = z.uuid();
const treatmentId = z.uuid();
const photoIds = z.array(photoIdSchema).min(1).max(20_000);
/** Id of what was saved, new or not. */
const saved = z.object({ id: z.uuid() });
const stepSchema = z.object({
  title: z.string(),
  /** Of what it was about, for the audit trail. */
  recordIds: z.array(z.string()),
});

/**
 * The clinic's record. Every change is one action of the journal, so that `history:undo` takes it back, and is told
 * to the window as `record:changed`. Removing marks a row; what is marked comes back for thirty days.
 */
export const recordRequests = {
  /** Every word of the text begins a word of name, local number or birth date; no text: those changed last. */
  'patients:search': {
    input: z.object({ text: z.string().max(200), limit: z.number().int().min(1).max(500) }),
    output: z.array(patientListingSchema),
  },
  /** Removed patients that can be brought back, newest removal first. */
  'patients:removed': { input: nothing, output: z.array(patientListingSchema) },
  'patients:record': { input: z.object({ patientId }), output: patientRecordSchema },
  /** Without an id a new patient. */
  'patients:save': {
    input: z.object({ patientId: patientId.nullable(), details: patientDetailsSchema }),
    output: saved,
  },
  'patients:remove': { input: z.object({ patientId }), output: z.null() },
  'patients:restore': { input: z.object({ patientId }), output: z.null() },
  /** Erases a removed patient with all photos, at once and for good. */
  'patients:erase': { input: z.object({ patientId }), output: z.null() },
  /** Makes one record of two that mean the same person. */
  'patients:merge': { input: z.object({ keptId: patientId, duplicateId: patientId }), output: z.null() },
  'visits:save': {
    input: z.object({ patientId, visitId: visitId.nullable(), details: visitDetailsSchema }),
    output: saved,
  },
  'visits:remove': { input: z.object({ visitId }), output: z.null() },
  'treatments:save': {
    input: z.object({ patientId, treatmentId: treatmentId.nullable(), details: treatmentDetailsSchema }),
    output: saved,
  },
  'treatments:remove': { input: z.object({ treatmentId }), output: z.null() },
  /** Puts photos into a visit, or into none; a view of undefined leaves each photo's own. */
  'photographs:assign': {
    input: z.object({ photoIds, visitId: visitId.nullable(), view: photoViewSchema.nullable().optional() }),
    output: z.null(),
  },
  /** Puts photos into visits of one or many patients, new visits among them, as one action. */
  'photographs:file': {
    input: z.object({ filings: z.array(filingSchema).min(1).max(1_000) }),
    output: z.null(),
  },
  /** Photos in nobody's record as sittings, those of the newest imports, and how many there are in all. */
  'photographs:sittings': {
    input: z.object({ pauseMinutes: z.number().int().min(1).max(60) }),
    output: z.object({ total: z.number().int(), sittings: z.array(sittingSchema) }),
  },
  /** Sets those details that are given, on every photo. */
  'photographs:describe': {
    input: z.object({ photoIds, details: photographDetailsSchema.partial() }),
    output: z.null(),
  },
  /** Sets which uses the patient agreed to, on every photo; on those of a visit or patient that can come back, too. */
  'photographs:consent': {
    input: z.object({
      ...{ photoIds, consents: z.array(consentScopeSchema) },
      removedOf: z.union([z.object({ visitId }), z.object({ patientId })]).optional(),
    }),
    output: z.null(),
  },
  /** When the patient agreed to what for a photo and took it back, and who entered it, the newest first. */
  'photographs:consent-history': {
    input: z.object({ photoId: photoIdSchema }),
    output: z.array(consentChangeSchema),
  },
  /** Photos of the gallery that are in nobody's record, newest import first. */
  'photographs:unassigned': {
    input: stretchSchema,
    output: z.object({ total: z.number().int(), photos: z.array(photoSummarySchema) }),
  },
  /** Those of the photos that are in nobody's record. */
  'photographs:unassigned-among': { input: z.object({ photoIds }), output: z.array(photoIdSchema) },
  /** How much counts of an unchanged face vary, by this clinic's repeated photos once there are enough. */
  'clinic:repeat-error': { input: nothing, output: repeatErrorInUseSchema },
  'photographs:place': { input: z.object({ photoId: photoIdSchema }), output: photoPlaceSchema },
  /** Number of the action that `history:undo` would take back; null where there is none. */
  'history:newest': { input: nothing, output: z.number().int().nullable() },
  /** What was taken back, or done again; null where there was nothing. With a number, that action only. */
  'history:undo': {
    input: z.object({ action: z.number().int().optional() }),
    output: stepSchema.nullable(),
  },
  'history:redo': { input: nothing, output: stepSchema.nullable() },
} as const;

export const recordEvents = {
  /** Something of the record differs from before. */
  'record:changed': z.object({}),
} as const;
