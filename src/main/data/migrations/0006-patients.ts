import type { Migration } from '../migrate';

/**
 * Patients, their visits, treatments and what is known of their photographs, and the journal of every change to
 * them. Rows are removed by a mark; what is marked longer than the way back lasts is deleted.
 */
export const patients: Migration = {
  number: 6,
  sql: `
    CREATE TABLE patients (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL CHECK (name <> ''),
      birth_date TEXT,
      local_number TEXT,
      skin_type INTEGER CHECK (skin_type BETWEEN 1 AND 6),
      notes TEXT NOT NULL,
      -- The patient that this one turned out to be.
      merged_into TEXT REFERENCES patients (id) ON DELETE SET NULL,
      changed_at TEXT NOT NULL,
      removed_at TEXT
    ) STRICT;
    CREATE INDEX patients_by_change ON patients (changed_at DESC) WHERE removed_at IS NULL;

    -- Words of patients that are not removed; its rows are those of patients.
    CREATE VIRTUAL TABLE patient_words USING fts5 (
      name, local_number, birth_date,
      tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
    );
    INSERT INTO patient_words (patient_words, rank) VALUES ('secure-delete', 1);
    CREATE TRIGGER patients_inserted AFTER INSERT ON patients WHEN new.removed_at IS NULL BEGIN
      INSERT INTO patient_words (rowid, name, local_number, birth_date)
      VALUES (new.sequence, new.name, new.local_number, new.birth_date);
    END;
    CREATE TRIGGER patients_updated AFTER UPDATE ON patients BEGIN
      DELETE FROM patient_words WHERE rowid = old.sequence;
      INSERT INTO patient_words (rowid, name, local_number, birth_date)
      SELECT new.sequence, new.name, new.local_number, new.birth_date WHERE new.removed_at IS NULL;
    END;
    CREATE TRIGGER patients_deleted AFTER DELETE ON patients BEGIN
      DELETE FROM patient_words WHERE rowid = old.sequence;
    END;

    CREATE TABLE visits (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      patient_id TEXT NOT NULL REFERENCES patients (id) ON DELETE CASCADE,
      date TEXT NOT NULL,
      treatment_week INTEGER CHECK (treatment_week >= 0),
      complaint TEXT NOT NULL,
      iga INTEGER CHECK (iga BETWEEN 0 AND 4),
      -- Five answers, JSON.
      cadi TEXT CHECK (json_array_length(cadi) = 5),
      notes TEXT NOT NULL,
      removed_at TEXT
    ) STRICT;
    CREATE INDEX visits_by_patient ON visits (patient_id, date);

    CREATE TABLE treatments (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      patient_id TEXT NOT NULL REFERENCES patients (id) ON DELETE CASCADE,
      name TEXT NOT NULL CHECK (name <> ''),
      dose TEXT NOT NULL,
      started_on TEXT NOT NULL,
      ended_on TEXT CHECK (ended_on >= started_on),
      notes TEXT NOT NULL,
      removed_at TEXT
    ) STRICT;
    CREATE INDEX treatments_by_patient ON treatments (patient_id, started_on);

    -- How a photo was taken, and the visit it belongs to; a photo without a row belongs to nobody yet.
    CREATE TABLE photographs (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE REFERENCES photos (id) ON DELETE CASCADE,
      visit_id TEXT REFERENCES visits (id) ON DELETE SET NULL,
      view TEXT,
      distance_cm REAL CHECK (distance_cm > 0),
      device TEXT NOT NULL,
      lighting TEXT NOT NULL,
      make_up TEXT,
      operator TEXT NOT NULL,
      millimetres_per_pixel REAL CHECK (millimetres_per_pixel > 0),
      -- Scopes that the patient gave, JSON: an array of words.
      consents TEXT NOT NULL CHECK (json_valid(consents))
    ) STRICT;
    CREATE INDEX photographs_by_visit ON photographs (visit_id);

    -- Every change to the tables above, so that each can be undone. Edits of one action share its number.
    CREATE TABLE edits (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      action INTEGER NOT NULL,
      -- What was done, for "Undo …".
      title TEXT NOT NULL,
      at TEXT NOT NULL,
      record TEXT NOT NULL,
      record_id TEXT NOT NULL,
      -- The row, JSON; NULL where there was or is none.
      before TEXT CHECK (json_valid(before)),
      after TEXT CHECK (json_valid(after)),
      undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
    ) STRICT;
    CREATE INDEX edits_by_action ON edits (action);
    CREATE INDEX edits_by_undone ON edits (undone, action);
  `,
};
