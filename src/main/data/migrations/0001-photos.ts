import type { Migration } from '../migrate';

/** Photos and the lesions that came with them as dataset labels. Boxes are fractions of the upright photo. */
export const photos: Migration = {
  number: 1,
  sql: `
    CREATE TABLE photos (
      -- Order of import; never reused.
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      file_name TEXT NOT NULL,
      -- SHA-256 of the imported file, hexadecimal.
      fingerprint TEXT NOT NULL UNIQUE CHECK (length(fingerprint) = 64),
      width INTEGER NOT NULL CHECK (width > 0),
      height INTEGER NOT NULL CHECK (height > 0),
      imported_at TEXT NOT NULL,
      taken_at TEXT,
      -- Set while the photo is out of the gallery and can still be restored.
      removed_at TEXT
    ) STRICT;

    CREATE TABLE reference_lesions (
      id TEXT NOT NULL PRIMARY KEY,
      photo_id TEXT NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
      label TEXT NOT NULL,
      type TEXT CHECK (type IN ('comedone', 'nodule', 'papule', 'pustule')),
      x REAL NOT NULL,
      y REAL NOT NULL,
      width REAL NOT NULL CHECK (width >= 0),
      height REAL NOT NULL CHECK (height >= 0)
    ) STRICT;
    CREATE INDEX reference_lesions_by_photo ON reference_lesions (photo_id);
  `,
};
