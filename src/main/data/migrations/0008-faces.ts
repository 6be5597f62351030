import type { Migration } from '../migrate';

/** The face on each photo that was looked at for one. */
export const faces: Migration = {
  number: 8,
  sql: `
    CREATE TABLE faces (
      photo_id TEXT NOT NULL PRIMARY KEY REFERENCES photos (id) ON DELETE CASCADE,
      -- 0–1; NULL where no face was seen.
      confidence REAL CHECK (confidence BETWEEN 0 AND 1),
      -- 468 points, 16-bit steps, little-endian, base64; NULL where no face was seen.
      landmarks TEXT,
      CHECK ((confidence IS NULL) = (landmarks IS NULL))
    ) STRICT;
  `,
};
