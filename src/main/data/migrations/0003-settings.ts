import type { Migration } from '../migrate';

/** One row each: what the app remembers between starts. */
export const settings: Migration = {
  number: 3,
  sql: `
    CREATE TABLE settings (
      only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
      show_detections INTEGER NOT NULL CHECK (show_detections IN (0, 1)),
      show_reference INTEGER NOT NULL CHECK (show_reference IN (0, 1)),
      min_score REAL CHECK (min_score BETWEEN 0 AND 1),
      outline TEXT NOT NULL CHECK (outline IN ('box', 'ellipse'))
    ) STRICT;

    CREATE TABLE window_bounds (
      only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
      x INTEGER NOT NULL,
      y INTEGER NOT NULL,
      width INTEGER NOT NULL CHECK (width > 0),
      height INTEGER NOT NULL CHECK (height > 0),
      maximized INTEGER NOT NULL CHECK (maximized IN (0, 1))
    ) STRICT;
  `,
};
