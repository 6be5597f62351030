import type { Migration } from '../migrate';

/**
 * Photos whose lesion map a clinician has said to be complete: what is marked is all there is. Confirming turns every
 * lesion that counts into a mark, so a later analysis by other weights changes nothing of what was confirmed.
 */
export const confirmedMaps: Migration = {
  number: 14,
  sql: `
    CREATE TABLE confirmed_maps (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      -- The photo's.
      id TEXT NOT NULL UNIQUE REFERENCES photos (id) ON DELETE CASCADE,
      confirmed_at TEXT NOT NULL,
      -- Of the weights whose lesions the clinician looked through.
      model_sha256 TEXT NOT NULL
    ) STRICT;
  `,
};
