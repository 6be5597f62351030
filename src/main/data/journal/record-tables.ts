import { z } from 'zod';

/** Tables whose every change is in the journal, with the columns that an edit may set. */
export const RECORD_COLUMNS = {
  patients: [
    ...[
      'name',
      'birth_date',
      'local_number',
      'skin_type',
      'notes',
      'merged_into',
      'changed_at',
      'removed_at',
    ],
  ],
  visits: [...['patient_id', 'date', 'treatment_week', 'complaint', 'iga', 'cadi', 'notes', 'removed_at']],
  treatments: ['patient_id', 'name', 'dose', 'started_on', 'ended_on', 'notes', 'removed_at'],
  photographs: [
    ...['visit_id', 'view', 'distance_cm', 'device', 'lighting', 'make_up', 'operator'],
    ...['millimetres_per_pixel', 'consents'],
  ],
  lesion_marks: [
    ...['photo_id', 'type', 'x', 'y', 'width', 'height', 'region', 'verdict', 'detected', 'changed_at'],
  ],
  lesion_links: [
    ...['earlier_photo_id', 'later_photo_id', 'earlier_x', 'earlier_y', 'later_x', 'later_y', 'same'],
    'changed_at',
  ],
  unseen_lesions: ['photo_id', 'other_photo_id', 'x', 'y', 'unseen', 'changed_at'],
  confirmed_maps: ['confirmed_at', 'model_sha256'],
  corrected_faces: ['landmarks', 'changed_at'],
  // Only whether it is removed ever changes.
  photos: [...['file_name', 'fingerprint', 'width', 'height', 'imported_at', 'taken_at', 'removed_at']],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type RecordTable = keyof typeof RECORD_COLUMNS;
export const recordTableSchema = z.enum(Object.keys(RECORD_COLUMNS) as [RecordTable, ...RecordTable[]]);

/** A row's columns but for its id and sequence. */
export const recordRowSchema = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
export type RecordRow = Readonly<z.infer<typeof recordRowSchema>>;
