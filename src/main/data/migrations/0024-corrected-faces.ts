import type { Migration } from '../migrate';

/**
 * Landmarks that clinicians put right, beside those that were found (`faces`): the regions of the face follow from
 * them. A photo on which no face was found may have some, too.
 */
export const correctedFaces: Migration = {
  number: 24,
  sql: `
    CREATE TABLE corrected_faces (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      -- The photo's.
      id TEXT NOT NULL UNIQUE REFERENCES photos (id) ON DELETE CASCADE,
      -- As in faces.
      landmarks TEXT NOT NULL,
      changed_at TEXT NOT NULL
    ) STRICT;
  `,
};
