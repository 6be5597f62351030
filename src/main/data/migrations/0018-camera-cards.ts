import type { Migration } from '../migrate';

/** What a camera card says besides its pictures, and the ways from there to a patient and a visit. */
export const cameraCards: Migration = {
  number: 18,
  sql: `
    -- Name of the folder that the file lay in; clinics name them by patient. NULL where that is not known.
    ALTER TABLE photos ADD COLUMN folder_name TEXT;

    -- The clinic's own number without what people put between its parts.
    ALTER TABLE patients ADD COLUMN number_key TEXT GENERATED ALWAYS AS
      (upper(replace(replace(replace(replace(replace(local_number, '-', ''), ' ', ''), '/', ''), '.', ''), '_', '')))
      VIRTUAL;
    CREATE INDEX patients_by_number ON patients (number_key);
    CREATE INDEX visits_by_date ON visits (date);

    ALTER TABLE settings ADD COLUMN pause_minutes INTEGER NOT NULL DEFAULT 5 CHECK (pause_minutes BETWEEN 1 AND 60);
  `,
};
