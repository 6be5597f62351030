import type { Migration } from '../migrate';

/**
 * What retraining on the clinic's own patients needs to remember: by what random number patients are parted into those
 * to learn from and those of the locked test set, and who went into which run. Runs may leave the list; what a model
 * learned from stays known.
 */
export const clinicModels: Migration = {
  number: 15,
  sql: `
    CREATE TABLE split_salt (
      only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
      -- Hexadecimal. Never changes: a patient never moves.
      salt TEXT NOT NULL CHECK (length(salt) = 64)
    ) STRICT;
    INSERT INTO split_salt (only_row, salt) VALUES (1, lower(hex(randomblob(32))));

    -- Photos and patients may be deleted for good; that they were learned from is not forgotten by that.
    CREATE TABLE retraining_photos (
      run_id TEXT NOT NULL,
      photo_id TEXT NOT NULL,
      patient_id TEXT NOT NULL,
      part TEXT NOT NULL CHECK (part IN ('train', 'valid', 'test')),
      PRIMARY KEY (run_id, photo_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX retraining_photos_by_photo ON retraining_photos (photo_id);

    CREATE TABLE retraining_runs (
      run_id TEXT PRIMARY KEY,
      -- The model that it began from, and that it is compared with.
      parent_id TEXT NOT NULL,
      parent_sha256 TEXT NOT NULL,
      -- Once it is used for analyses.
      model_id TEXT,
      approved_at TEXT,
      approved_by TEXT
    ) STRICT;
  `,
};
