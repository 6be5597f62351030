import { z } from 'zod';

export const AUDIT_OUTCOMES = ['done', 'refused', 'failed'] as const;

/** What entries are about. */
export const AUDIT_KINDS = ['view', 'change', 'export', 'model', 'access'] as const;
export const auditKindSchema = z.enum(AUDIT_KINDS);

/** Which entries of the trail are asked for; null = whatever it is. */
export const auditFilterSchema = z.object({
  kind: auditKindSchema.nullable(),
  userId: z.string().max(64).nullable(),
});
export type AuditFilter = Readonly<z.infer<typeof auditFilterSchema>>;

/** One line of the audit trail. */
export const auditEntrySchema = z.object({
  /** Counted from 1 without a gap. */
  sequence: z.number().int().positive(),
  /** ISO 8601. */
  at: z.string(),
  /** Null before the library had users. */
  userId: z.string().nullable(),
  userName: z.string().nullable(),
  /** The request, or what the app did by itself (`library:locked`, `analysis:stored`). */
  action: z.string(),
  /** Id of the patient, visit, photo, model, run or user concerned. */
  subject: z.string().nullable(),
  outcome: z.enum(AUDIT_OUTCOMES),
});
export type AuditEntry = Readonly<z.infer<typeof auditEntrySchema>>;

/** What a look through the whole trail showed. */
export const auditVerdictSchema = z.object({
  entries: z.number().int().nonnegative(),
  intact: z.boolean(),
  /** The first entry that was changed, is missing or was put there; null where all is well. */
  brokenAt: z.number().int().positive().nullable(),
});
export type AuditVerdict = Readonly<z.infer<typeof auditVerdictSchema>>;

/** A verdict as a sentence. */
export const auditVerdictWords = ({ entries, intact, brokenAt }: AuditVerdict): string =>
  intact
    ? `All ${entries} entries are as they were written.`
    : `Tampered with: entry ${brokenAt} is not as it was written.`;
