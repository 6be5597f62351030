import type { Migration } from '../migrate';

/** Finished analyses with their lesions, and the analyses still to be done. */
export const analyses: Migration = {
  number: 2,
  sql: `
    CREATE TABLE analyses (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      photo_id TEXT NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
      model_id TEXT NOT NULL,
      model_sha256 TEXT NOT NULL,
      engine_id TEXT NOT NULL,
      device TEXT NOT NULL,
      threshold REAL NOT NULL CHECK (threshold BETWEEN 0 AND 1),
      -- Lesions below this score were not asked for.
      floor REAL NOT NULL CHECK (floor BETWEEN 0 AND 1),
      app_version TEXT NOT NULL,
      finished_at TEXT NOT NULL,
      decode_ms REAL NOT NULL,
      infer_ms REAL NOT NULL,
      total_ms REAL NOT NULL,
      UNIQUE (photo_id, model_sha256)
    ) STRICT;

    CREATE TABLE lesions (
      id TEXT NOT NULL PRIMARY KEY,
      analysis INTEGER NOT NULL REFERENCES analyses (sequence) ON DELETE CASCADE,
      type TEXT NOT NULL CHECK (type IN ('comedone', 'nodule', 'papule', 'pustule')),
      score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
      comedone REAL NOT NULL,
      nodule REAL NOT NULL,
      papule REAL NOT NULL,
      pustule REAL NOT NULL,
      x REAL NOT NULL,
      y REAL NOT NULL,
      width REAL NOT NULL CHECK (width >= 0),
      height REAL NOT NULL CHECK (height >= 0)
    ) STRICT;
    CREATE INDEX lesions_by_analysis ON lesions (analysis, score);

    -- What a quit or a crash interrupted is found here at the next start.
    CREATE TABLE pending_analyses (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      photo_id TEXT NOT NULL UNIQUE REFERENCES photos (id) ON DELETE CASCADE,
      -- How often it was begun.
      attempts INTEGER NOT NULL DEFAULT 0
    ) STRICT;
  `,
};
