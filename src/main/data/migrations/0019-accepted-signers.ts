import type { Migration } from '../migrate';

/** Libraries whose signed models a person of this one has accepted. */
export const acceptedSigners: Migration = {
  number: 19,
  sql: `
    CREATE TABLE accepted_signers (
      -- Base64 of 32 bytes.
      public_key TEXT PRIMARY KEY,
      accepted_at TEXT NOT NULL,
      -- Null in a library without users.
      accepted_by TEXT
    ) STRICT;
  `,
};
