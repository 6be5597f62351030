import { z } from 'zod';
import type { Patient, PatientDetails } from '../../../shared/record/patient';
import { numberKey } from '../../../shared/record/number-in-name';
import { spellingsOf } from '../../../shared/record/spellings';
import type { ReadableDatabase } from '../database';
import type { Edit } from '../journal/journal';

/** A patient as stored. */
export interface StoredPatient extends Patient {
  readonly changedAt: string;
  /** Id of the patient that this one turned out to be. */
  readonly mergedInto: string | null;
  readonly removedAt: string | null;
}

const row = z
  .object({
    id: z.string(),
    name: z.string(),
    birth_date: z.string().nullable(),
    local_number: z.string().nullable(),
    skin_type: z.number().nullable(),
    notes: z.string(),
    merged_into: z.string().nullable(),
    changed_at: z.string(),
    removed_at: z.string().nullable(),
  })
  .transform((patient): StoredPatient => ({
    id: patient.id,
    name: patient.name,
    birthDate: patient.birth_date,
    localNumber: patient.local_number,
    skinType: patient.skin_type,
    notes: patient.notes,
    mergedInto: patient.merged_into,
    changedAt: patient.changed_at,
    removedAt: patient.removed_at,
  }));

/** A patient by id, removed ones included; null where there is none. */
export const findPatient = (database: ReadableDatabase, id: string): StoredPatient | null =>
  row.nullable().parse(database.one('SELECT * FROM patients WHERE id = :id', { id }) ?? null);

/** Writes a patient as part of an action. */
export function savePatient(
  edit: Edit,
  id: string,
  { name, birthDate, localNumber, skinType, notes }: PatientDetails,
  { changedAt, mergedInto = null, removedAt = null }: PatientMarks,
): void {
  edit('patients', id, {
    ...{ name, notes },
    birth_date: birthDate,
    local_number: localNumber,
    skin_type: skinType,
    merged_into: mergedInto,
    changed_at: changedAt,
    removed_at: removedAt,
  });
}

export interface PatientMarks {
  readonly changedAt: string;
  readonly mergedInto?: string | null;
  readonly removedAt?: string | null;
}

/** Patients whose record was changed last, newest first. */
export const recentPatients = (database: ReadableDatabase, limit: number): readonly StoredPatient[] =>
  z.array(row).parse(
    database.all('SELECT * FROM patients WHERE removed_at IS NULL ORDER BY changed_at DESC LIMIT :limit', {
      limit,
    }),
  );

/** Removed patients that can still be brought back, newest removal first. */
export const removedPatients = (database: ReadableDatabase): readonly StoredPatient[] =>
  z
    .array(row)
    .parse(
      database.all(
        'SELECT * FROM patients WHERE removed_at IS NOT NULL AND merged_into IS NULL ORDER BY removed_at DESC',
      ),
    );

/**
 * Patients whose name, number or birth date has every word of a text as a beginning, whatever its case, accents and
 * spelling; see `spellingsOf`.
 * Where more match than are wanted, those entered last; in the order of their names.
 */
export function searchPatients(
  database: ReadableDatabase,
  text: string,
  limit: number,
): readonly StoredPatient[] {
  const words = text.match(/[\p{Letter}\p{Mark}\p{Number}]+/gu) ?? [];
  if (words.length === 0) return text.trim() === '' ? recentPatients(database, limit) : [];
  const found = database.all(
    `SELECT patients.* FROM patients
     JOIN (SELECT rowid FROM patient_words WHERE patient_words MATCH :query ORDER BY rowid DESC LIMIT :limit) AS hits
       ON hits.rowid = patients.sequence`,
    { query: words.map(beginningWith).join(' AND '), limit },
  );
  return [...z.array(row).parse(found)].sort(
    (a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id),
  );
}

/** What FTS5 looks for: words that begin with this one, however it is written. */
const beginningWith = (word: string): string =>
  `(${spellingsOf(word)
    .map((spelling) => `"${spelling}"*`)
    .join(' OR ')})`;

/**
 * Patients by the key of the clinic's own number, see `numberKey`.
 * @param keys those that are looked for.
 */
export function patientsByNumber(
  database: ReadableDatabase,
  keys: readonly string[],
): ReadonlyMap<string, readonly StoredPatient[]> {
  const rows = database.all(
    `SELECT * FROM patients WHERE removed_at IS NULL AND number_key IN (SELECT value FROM json_each(:keys))`,
    { keys: JSON.stringify(keys) },
  );
  const found = new Map<string, StoredPatient[]>();
  for (const patient of z.array(row).parse(rows)) {
    const key = numberKey(patient.localNumber ?? '');
    found.set(key, [...(found.get(key) ?? []), patient]);
  }
  return found;
}
