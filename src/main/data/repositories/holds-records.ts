import type { ReadableDatabase } from '../database';

/** Whether anything was ever put into the library: a photo or a patient. */
export const holdsRecords = (database: ReadableDatabase): boolean =>
  database.one('SELECT 1 AS found WHERE EXISTS (SELECT 1 FROM photos) OR EXISTS (SELECT 1 FROM patients)') !==
  undefined;
