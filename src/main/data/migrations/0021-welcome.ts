import type { Migration } from '../migrate';

/** Where the first start was left, and how days are written. A library that is in use needs no welcome. */
export const welcome: Migration = {
  number: 21,
  sql: `
    ALTER TABLE settings ADD COLUMN date_format TEXT NOT NULL DEFAULT 'system'
      CHECK (date_format IN ('system', 'day-first', 'month-first', 'year-first'));
    ALTER TABLE settings ADD COLUMN welcome TEXT NOT NULL DEFAULT 'done'
      CHECK (welcome IN ('place', 'protect', 'engine', 'photo', 'done'));
    INSERT INTO settings (only_row, show_detections, show_reference, outline)
      SELECT 1, 1, 1, 'ellipse'
      WHERE (EXISTS (SELECT 1 FROM photos) OR EXISTS (SELECT 1 FROM patients))
        AND NOT EXISTS (SELECT 1 FROM settings);
  `,
};
