import type { Migration } from '../migrate';

/** Writes the rows of some photos anew; `which` says whose, over `photos`, `photographs` and `visits`. */
const placed = (which: string): string => `
  DELETE FROM gallery_rows WHERE photo IN (SELECT photo FROM photo_places WHERE ${which});
  INSERT INTO gallery_rows (newest_first, visit, view, place, photo)
    SELECT newest_first, visit, view, place, photo FROM photo_places WHERE ${which} AND is_shown;
`;

/**
 * The gallery by visits, as rows in their order, so that any page of it is read by an index: photos in no record
 * first, then visits, the newest first, each under a row of its own with its photos by view. Triggers keep it.
 */
export const galleryRows: Migration = {
  number: 17,
  sql: `
    CREATE TABLE gallery_rows (
      -- Days from the visit to the end of the year 9999; -1 for photos in no record.
      newest_first INTEGER NOT NULL,
      -- Number of the visit, negative, so that of a day the last comes first; 0 for none.
      visit INTEGER NOT NULL,
      -- Standard views in their order, 9 for none named; -1 for the row above a visit's photos.
      view INTEGER NOT NULL,
      -- Number of the photo; negative in no record, so that the last import comes first; 0 for the row above.
      place INTEGER NOT NULL,
      photo INTEGER UNIQUE,
      PRIMARY KEY (newest_first, visit, view, place)
    ) STRICT, WITHOUT ROWID;

    -- Where every photo stands, shown or not.
    CREATE VIEW photo_places AS
      SELECT photos.sequence AS photo, photos.id AS photo_id, visits.id AS visit_id, visits.patient_id,
        photos.removed_at IS NULL AS is_shown,
        iif(patients.id IS NULL, -1, CAST(julianday('9999-12-31') - julianday(visits.date) AS INTEGER))
          AS newest_first,
        iif(patients.id IS NULL, 0, -visits.sequence) AS visit,
        CASE WHEN patients.id IS NULL THEN 0 ELSE
          CASE photographs.view WHEN 'frontal' THEN 1 WHEN 'left-45' THEN 2 WHEN 'right-45' THEN 3
            WHEN 'left-profile' THEN 4 WHEN 'right-profile' THEN 5 WHEN 'chest' THEN 6 WHEN 'back' THEN 7
            WHEN 'other' THEN 8 ELSE 9 END
        END AS view,
        iif(patients.id IS NULL, -photos.sequence, photos.sequence) AS place
      FROM photos
      LEFT JOIN photographs ON photographs.id = photos.id
      LEFT JOIN visits ON visits.id = photographs.visit_id
      LEFT JOIN patients ON patients.id = visits.patient_id
        AND visits.removed_at IS NULL AND patients.removed_at IS NULL;

    INSERT INTO gallery_rows (newest_first, visit, view, place, photo)
      SELECT newest_first, visit, view, place, photo FROM photo_places WHERE is_shown;
    INSERT INTO gallery_rows (newest_first, visit, view, place)
      SELECT DISTINCT newest_first, visit, -1, 0 FROM gallery_rows;

    -- The row above comes with the first photo and goes with the last.
    CREATE TRIGGER gallery_row_inserted AFTER INSERT ON gallery_rows WHEN new.photo IS NOT NULL BEGIN
      -- Not "OR IGNORE": a trigger takes over what the statement that fired it does with conflicts.
      INSERT INTO gallery_rows (newest_first, visit, view, place)
        SELECT new.newest_first, new.visit, -1, 0 WHERE NOT EXISTS
          (SELECT 1 FROM gallery_rows AS others
           WHERE others.newest_first = new.newest_first AND others.visit = new.visit AND others.view = -1);
    END;
    CREATE TRIGGER gallery_row_deleted AFTER DELETE ON gallery_rows WHEN old.photo IS NOT NULL BEGIN
      DELETE FROM gallery_rows
      WHERE newest_first = old.newest_first AND visit = old.visit AND view = -1 AND NOT EXISTS
        (SELECT 1 FROM gallery_rows AS others
         WHERE others.newest_first = old.newest_first AND others.visit = old.visit AND others.view >= 0);
    END;

    CREATE TRIGGER gallery_photo_inserted AFTER INSERT ON photos BEGIN
      ${placed('photo = new.sequence')}
    END;
    CREATE TRIGGER gallery_photo_updated AFTER UPDATE ON photos
      WHEN old.removed_at IS NOT new.removed_at BEGIN
      ${placed('photo = new.sequence')}
    END;
    CREATE TRIGGER gallery_photo_deleted AFTER DELETE ON photos BEGIN
      DELETE FROM gallery_rows WHERE photo = old.sequence;
    END;
    CREATE TRIGGER gallery_photograph_inserted AFTER INSERT ON photographs BEGIN
      ${placed('photo_id = new.id')}
    END;
    CREATE TRIGGER gallery_photograph_updated AFTER UPDATE ON photographs
      WHEN old.visit_id IS NOT new.visit_id OR old.view IS NOT new.view BEGIN
      ${placed('photo_id = new.id')}
    END;
    CREATE TRIGGER gallery_photograph_deleted AFTER DELETE ON photographs BEGIN
      ${placed('photo_id = old.id')}
    END;
    CREATE TRIGGER gallery_visit_updated AFTER UPDATE ON visits
      WHEN old.date IS NOT new.date OR old.removed_at IS NOT new.removed_at
        OR old.patient_id IS NOT new.patient_id BEGIN
      ${placed('photo_id IN (SELECT id FROM photographs WHERE visit_id = new.id)')}
    END;
    CREATE TRIGGER gallery_patient_updated AFTER UPDATE ON patients
      WHEN old.removed_at IS NOT new.removed_at BEGIN
      ${placed(`photo_id IN (SELECT photographs.id FROM photographs JOIN visits ON visits.id = visit_id
        WHERE visits.patient_id = new.id)`)}
    END;

    ALTER TABLE settings ADD COLUMN gallery_order TEXT NOT NULL DEFAULT 'visits'
      CHECK (gallery_order IN ('visits', 'newest'));
  `,
};
