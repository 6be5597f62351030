import type { Migration } from '../migrate';

/** A clinician may leave a lesion at "inflammatory": papule or pustule. SQLite changes no check, so the table moves. */
export const openTypes: Migration = {
  number: 16,
  sql: `
    CREATE TABLE lesion_marks_new (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      photo_id TEXT NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
      -- NULL where the clinician is not sure.
      type TEXT CHECK (type IN ('comedone', 'nodule', 'papule', 'pustule', 'inflammatory')),
      x REAL NOT NULL,
      y REAL NOT NULL,
      width REAL NOT NULL CHECK (width >= 0),
      height REAL NOT NULL CHECK (height >= 0),
      region TEXT,
      verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'rejected', 'changed', 'added')),
      -- The detection that was judged, as it was then, JSON.
      detected TEXT CHECK (json_valid(detected)),
      changed_at TEXT NOT NULL
    ) STRICT;
    INSERT INTO lesion_marks_new
      SELECT sequence, id, photo_id, type, x, y, width, height, region, verdict, detected, changed_at FROM lesion_marks;
    DROP TABLE lesion_marks;
    ALTER TABLE lesion_marks_new RENAME TO lesion_marks;
    CREATE INDEX lesion_marks_by_photo ON lesion_marks (photo_id);
  `,
};
