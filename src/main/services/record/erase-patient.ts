import { z } from 'zod';
import { MaculeError } from '../../../shared/errors';
import type { WritableDatabase } from '../../data/database';
import type { PhotoStore } from '../../data/photo-store';

const ids = z.array(z.object({ id: z.string() })).transform((rows) => rows.map(({ id }) => id));

/**
 * Erases a removed patient at once and for good, as patients may demand: the record, what was merged into it, every
 * photo of its visits with all that was found on them, and the journal of what was done to any of these. Rows go first;
 * files that are left when this is cut short are swept at the next start. Backups lose them when they are next brought
 * up to date.
 * @param onGone told the ids of the photos once the rows are gone, whatever becomes of the files.
 * @throws MaculeError `not-found`; `invalid-input` for a patient that was not removed before; `database` where files
 *   could not be deleted, such as pictures that another program holds open.
 */
export async function erasePatient(
  database: WritableDatabase,
  store: PhotoStore,
  patientId: string,
  onGone: (photoIds: readonly string[]) => void = () => undefined,
): Promise<void> {
  const photos = database.transaction(() => eraseRows(database, patientId));
  onGone(photos);
  let left = 0;
  let cause: unknown;
  for (const photoId of photos) {
    await store.remove(photoId).catch((thrown: unknown) => {
      left += 1;
      cause = thrown;
    });
  }
  if (left > 0) throw filesLeft(left, cause);
}

/** @returns the photos whose files are to go. */
function eraseRows(database: WritableDatabase, patientId: string): readonly string[] {
  const found = database.one('SELECT removed_at FROM patients WHERE id = :patientId', { patientId });
  if (found === undefined) throw notThere();
  if ((found as { removed_at: string | null }).removed_at === null) throw notRemoved();
  const select = (sql: string): readonly string[] => ids.parse(database.all(sql, { patientId }));
  // Duplicates may have had duplicates of their own.
  const WHOSE = `WITH RECURSIVE merged (id) AS (
      SELECT :patientId UNION SELECT patients.id FROM patients JOIN merged ON patients.merged_into = merged.id
    ) SELECT id FROM merged`;
  const patients = select(WHOSE);
  const visits = select(`SELECT id FROM visits WHERE patient_id IN (${WHOSE})`);
  const treatments = select(`SELECT id FROM treatments WHERE patient_id IN (${WHOSE})`);
  const photos = select(
    `SELECT id FROM photographs WHERE visit_id IN (SELECT id FROM visits WHERE patient_id IN (${WHOSE}))`,
  );
  for (const id of [...patients, ...visits, ...treatments, ...photos]) {
    // Whole actions: half of one cannot be undone, and their titles say names. Marks and links name their photos.
    database.run(
      `DELETE FROM edits WHERE action IN (
         SELECT action FROM edits WHERE record_id = :id OR instr(before, :id) > 0 OR instr(after, :id) > 0
       )`,
      { id },
    );
  }
  for (const id of photos) database.run('DELETE FROM photos WHERE id = :id', { id });
  for (const id of patients) database.run('DELETE FROM patients WHERE id = :id', { id });
  return photos;
}

const notThere = (): MaculeError =>
  new MaculeError({
    kind: 'not-found',
    message: 'This patient is not there any more.',
    advice: 'Nothing is left to be erased.',
    retryable: false,
  });

const filesLeft = (photos: number, cause: unknown): MaculeError =>
  new MaculeError(
    {
      kind: 'database',
      message: `The record is gone, but the pictures of ${photos} of its photos could not be deleted yet.`,
      advice: 'They are deleted when Macule starts the next time.',
      retryable: false,
    },
    { cause },
  );

const notRemoved = (): MaculeError =>
  new MaculeError({
    kind: 'invalid-input',
    message: 'Only a patient that was removed can be erased.',
    advice: 'Remove the patient first.',
    retryable: false,
  });
