import type { Migration } from '../migrate';

/** Which detector photos were analysed with, from when on; the last one is in use. NULL = the one that is shipped. */
export const modelsInUse: Migration = {
  number: 10,
  sql: `
    CREATE TABLE models_in_use (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      model_id TEXT,
      since TEXT NOT NULL
    ) STRICT;
  `,
};
