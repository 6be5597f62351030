import type { Migration } from '../migrate';

/**
 * The list of training runs. What a run did is in its folder, which is the record; here is what a list shows of it.
 * Order, best epoch and failure are kept as they were told (JSON): nothing is ever looked up by their parts.
 */
export const trainingRuns: Migration = {
  number: 5,
  sql: `
    CREATE TABLE training_runs (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      model TEXT NOT NULL,
      ordered TEXT NOT NULL CHECK (json_valid(ordered)),
      -- Name of its folder in the folder of training runs.
      folder TEXT NOT NULL UNIQUE,
      state TEXT NOT NULL CHECK (
        state IN ('queued', 'running', 'paused', 'interrupted', 'finished', 'stopped', 'failed')
      ),
      created_at TEXT NOT NULL,
      ended_at TEXT,
      reason TEXT,
      failure TEXT CHECK (json_valid(failure)),
      epoch INTEGER NOT NULL DEFAULT 0,
      epochs INTEGER,
      seconds REAL NOT NULL DEFAULT 0,
      best TEXT CHECK (json_valid(best)),
      -- Set while the run is out of the list and can still be restored.
      removed_at TEXT
    ) STRICT;
  `,
};
