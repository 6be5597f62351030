import type { Migration } from '../migrate';

/** The clinician's layer over the lesion maps. Analyses never touch it, nor it them. Boxes as in analyses. */
export const lesionMarks: Migration = {
  number: 7,
  sql: `
    CREATE TABLE lesion_marks (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      photo_id TEXT NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
      -- NULL where the clinician is not sure.
      type TEXT CHECK (type IN ('comedone', 'nodule', 'papule', 'pustule')),
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
    CREATE INDEX lesion_marks_by_photo ON lesion_marks (photo_id);
  `,
};
