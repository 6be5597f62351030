import { createHmac } from 'node:crypto';
import { z } from 'zod';
import {
  auditEntrySchema,
  type AuditEntry,
  type AuditFilter,
  type AuditVerdict,
} from '../../../shared/access/audit-entry';
import { actionsOfKind } from '../../../shared/access/request-access';
import type { ReadableDatabase, WritableDatabase } from '../database';

/** What is known of an entry before it gets its place. */
export type AuditNote = Omit<AuditEntry, 'sequence' | 'userName'>;

const PAGE = 200;
/** Before the first entry. */
const ORIGIN = 'macule audit trail';

const chained = auditEntrySchema.omit({ userName: true }).extend({ proof: z.string() });
const COLUMNS = 'sequence, at, user_id AS userId, action, subject, outcome, proof';

/**
 * Adds an entry. Its proof is an HMAC-SHA-256 over the entry and the proof before, so that an entry can be neither
 * changed, taken out nor put in between without the key.
 * @param key derived for the audit trail, 32 bytes.
 */
export function addAuditEntry(database: WritableDatabase, key: Uint8Array, note: AuditNote): void {
  database.transaction(() => {
    const last = chained
      .nullable()
      .parse(database.one(`SELECT ${COLUMNS} FROM audit_entries ORDER BY sequence DESC LIMIT 1`) ?? null);
    const entry = { ...note, sequence: (last?.sequence ?? 0) + 1 };
    const { sequence, at, userId, action, subject, outcome } = entry;
    database.run(
      `INSERT INTO audit_entries (sequence, at, user_id, action, subject, outcome, proof)
       VALUES (:sequence, :at, :userId, :action, :subject, :outcome, :proof)`,
      { sequence, at, userId, action, subject, outcome, proof: proofOf(key, last?.proof ?? ORIGIN, entry) },
    );
  });
}

/** Entries, newest first, {@link PAGE} at a time. @param before null for the newest. */
export const auditPage = (
  database: ReadableDatabase,
  before: number | null,
  { kind, userId }: AuditFilter = { kind: null, userId: null },
): readonly AuditEntry[] =>
  z.array(auditEntrySchema).parse(
    database.all(
      `SELECT sequence, at, user_id AS userId, name AS userName, action, subject, outcome
       FROM audit_entries LEFT JOIN users ON users.id = user_id
       WHERE (:before IS NULL OR sequence < :before) AND (:userId IS NULL OR user_id = :userId)
         AND (:actions IS NULL OR action IN (SELECT value FROM json_each(:actions)))
       ORDER BY sequence DESC LIMIT ${PAGE}`,
      { before, userId, actions: kind && JSON.stringify(actionsOfKind(kind)) },
    ),
  );

/**
 * Looks through the whole trail.
 * @param known sequence and proof of an entry that is known from elsewhere, such as a backup: a trail that was cut off
 *   behind and written on differs there. Null = none.
 */
export function verifyAuditTrail(
  database: ReadableDatabase,
  key: Uint8Array,
  known: AuditHead | null = null,
): AuditVerdict {
  let [sequence, proof] = [0, ORIGIN];
  for (;;) {
    const rows = z.array(chained).parse(
      database.all(
        `SELECT ${COLUMNS} FROM audit_entries WHERE sequence > :sequence ORDER BY sequence LIMIT 5000`,
        {
          sequence,
        },
      ),
    );
    for (const entry of rows) {
      const expected = proofOf(key, proof, entry);
      const differs = known?.sequence === entry.sequence && known.proof !== entry.proof;
      if (entry.sequence !== sequence + 1 || entry.proof !== expected || differs)
        return { entries: sequence, intact: false, brokenAt: sequence + 1 };
      ({ sequence, proof } = entry);
    }
    if (rows.length === 0) break;
  }
  const cut = known !== null && known.sequence > sequence;
  return { entries: sequence, intact: !cut, brokenAt: cut ? sequence + 1 : null };
}

/** The newest entry, by which a trail that was cut off can be told later. */
export interface AuditHead {
  readonly sequence: number;
  readonly proof: string;
}

export const auditHead = (database: ReadableDatabase): AuditHead | null =>
  z
    .object({ sequence: z.number(), proof: z.string() })
    .nullable()
    .parse(database.one('SELECT sequence, proof FROM audit_entries ORDER BY sequence DESC LIMIT 1') ?? null);

function proofOf(key: Uint8Array, before: string, entry: Omit<AuditEntry, 'userName'>): string {
  const { sequence, at, userId, action, subject, outcome } = entry;
  return createHmac('sha256', key)
    .update(JSON.stringify([before, sequence, at, userId, action, subject, outcome]))
    .digest('base64');
}
