import type { WritableDatabase } from '../database';

/** Days for which what was removed can be brought back. */
export const DAYS_TO_RETURN = 30;

/** What was removed before this time is gone for good, ISO 8601. */
export const limitOfReturn = (now: Date): string =>
  new Date(now.getTime() - DAYS_TO_RETURN * 86_400_000).toISOString();

/**
 * Deletes for good what was removed, and forgets how to undo what was done, longer ago than the way back lasts.
 * @returns rows deleted.
 */
export function purgeRecord(database: WritableDatabase, now: Date): number {
  const limit = limitOfReturn(now);
  return database.transaction(() => {
    const of = (table: 'treatments' | 'visits' | 'patients') =>
      database.run(`DELETE FROM ${table} WHERE removed_at < :limit`, { limit });
    database.run('DELETE FROM edits WHERE at < :limit', { limit });
    return of('treatments') + of('visits') + of('patients');
  });
}

/** Forgets how to undo everything done so far, for a record that was made and not entered. */
export const forgetHistory = (database: WritableDatabase): void => void database.run('DELETE FROM edits');
