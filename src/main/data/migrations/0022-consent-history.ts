import type { Migration } from '../migrate';

/** The time now, UTC, as ISO 8601. */
const NOW = `strftime('%Y-%m-%dT%H:%M:%fZ', 'now')`;
const BY = '(SELECT user_id FROM acting_user)';

/**
 * What a patient agreed to at what time, and who entered it. Triggers keep it, so that undoing and merging are in it,
 * too. It goes with its photo.
 */
export const consentHistory: Migration = {
  number: 22,
  sql: `
    -- Who is at the computer; NULL in a library without users.
    CREATE TABLE acting_user (
      only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
      user_id TEXT
    ) STRICT;
    INSERT INTO acting_user (only_row) VALUES (1);

    CREATE TABLE consent_changes (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      photo_id TEXT NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
      -- NULL for what was on record before there was a history.
      at TEXT,
      user_id TEXT,
      -- All scopes that hold from then on, JSON.
      consents TEXT NOT NULL CHECK (json_valid(consents))
    ) STRICT;
    CREATE INDEX consent_changes_by_photo ON consent_changes (photo_id, sequence);
    INSERT INTO consent_changes (photo_id, consents) SELECT id, consents FROM photographs WHERE consents <> '[]';

    CREATE TRIGGER consent_begun AFTER INSERT ON photographs WHEN new.consents <> '[]' BEGIN
      INSERT INTO consent_changes (photo_id, at, user_id, consents) VALUES (new.id, ${NOW}, ${BY}, new.consents);
    END;
    CREATE TRIGGER consent_changed AFTER UPDATE OF consents ON photographs
      WHEN old.consents <> new.consents BEGIN
      INSERT INTO consent_changes (photo_id, at, user_id, consents) VALUES (new.id, ${NOW}, ${BY}, new.consents);
    END;
    -- Undoing can take what is known of a photo away, and the consent with it; a photo that is deleted needs no entry.
    CREATE TRIGGER consent_ended AFTER DELETE ON photographs WHEN old.consents <> '[]' BEGIN
      INSERT INTO consent_changes (photo_id, at, user_id, consents)
        SELECT id, ${NOW}, ${BY}, '[]' FROM photos WHERE id = old.id;
    END;
  `,
};
