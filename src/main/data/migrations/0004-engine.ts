import type { Migration } from '../migrate';

/** The engine that the clinician chose; NULL = automatic. Which engines there are is for the app to know. */
export const engine: Migration = {
  number: 4,
  sql: 'ALTER TABLE settings ADD COLUMN engine TEXT',
};
