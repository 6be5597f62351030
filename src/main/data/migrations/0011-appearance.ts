import type { Migration } from '../migrate';

/** Light, dark, or as the system is. */
export const appearance: Migration = {
  number: 11,
  sql: `
    ALTER TABLE settings ADD COLUMN appearance TEXT NOT NULL DEFAULT 'system'
      CHECK (appearance IN ('system', 'light', 'dark'))
  `,
};
