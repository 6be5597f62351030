import type { Migration } from '../migrate';

/**
 * What clinicians said of lesions of two photos: the same one, or not. Lesions are named by their middles, fractions
 * of their photos, since detections get new ids with every analysis.
 */
export const lesionLinks: Migration = {
  number: 9,
  sql: `
    CREATE TABLE lesion_links (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      earlier_photo_id TEXT NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
      later_photo_id TEXT NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
      earlier_x REAL NOT NULL,
      earlier_y REAL NOT NULL,
      later_x REAL NOT NULL,
      later_y REAL NOT NULL,
      same INTEGER NOT NULL CHECK (same IN (0, 1)),
      changed_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX lesion_links_by_pair ON lesion_links (earlier_photo_id, later_photo_id);
  `,
};
