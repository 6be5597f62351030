import type { Migration } from '../migrate';

/**
 * What clinicians said of a lesion's place on another photo: that it cannot be seen there, under a dressing or hair,
 * or that it can. Lesions are named by their middles, as in `lesion_links`.
 */
export const unseenLesions: Migration = {
  number: 25,
  sql: `
    CREATE TABLE unseen_lesions (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      -- The photo that shows the lesion.
      photo_id TEXT NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
      other_photo_id TEXT NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
      x REAL NOT NULL,
      y REAL NOT NULL,
      unseen INTEGER NOT NULL CHECK (unseen IN (0, 1)),
      changed_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX unseen_lesions_by_pair ON unseen_lesions (photo_id, other_photo_id);
  `,
};
