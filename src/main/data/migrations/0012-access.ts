import type { Migration } from '../migrate';

/** Who may do what, and the trail of what was done. Entries of the trail can be added, and nothing else. */
export const access: Migration = {
  number: 12,
  sql: `
    CREATE TABLE users (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      role TEXT NOT NULL CHECK (role IN ('read-only', 'assistant', 'clinician', 'administrator')),
      created_at TEXT NOT NULL,
      removed_at TEXT
    ) STRICT;

    CREATE TABLE audit_entries (
      sequence INTEGER PRIMARY KEY,
      at TEXT NOT NULL,
      user_id TEXT,
      action TEXT NOT NULL,
      subject TEXT,
      outcome TEXT NOT NULL CHECK (outcome IN ('done', 'refused', 'failed')),
      proof TEXT NOT NULL
    ) STRICT;
    CREATE TRIGGER audit_entries_stay BEFORE UPDATE ON audit_entries
      BEGIN SELECT RAISE(ABORT, 'the audit trail cannot be changed'); END;
    CREATE TRIGGER audit_entries_remain BEFORE DELETE ON audit_entries
      BEGIN SELECT RAISE(ABORT, 'the audit trail cannot be shortened'); END;

    CREATE TABLE access_settings (
      only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
      lock_after_minutes INTEGER CHECK (lock_after_minutes > 0)
    ) STRICT;
    INSERT INTO access_settings (only_row, lock_after_minutes) VALUES (1, 10);
  `,
};
