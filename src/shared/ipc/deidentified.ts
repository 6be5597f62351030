import { z } from 'zod';
import { reviewedTextSchema } from '../deidentified/free-texts';
import { exportPurposeSchema, pictureKindSchema } from '../deidentified/purpose';
import { madePictureSchema, refusedPartSchema } from '../engine/deidentify';
import { photoIdSchema } from '../photo/photo';

const patientId = z.uuid();

/** What was made of one photo, to be looked at before anything is written. */
export const draftPhotoSchema = z.object({
  photoId: photoIdSchema,
  pictures: z.array(madePictureSchema).readonly(),
  refused: z.array(refusedPartSchema).readonly(),
});
export type DraftPhoto = Readonly<z.infer<typeof draftPhotoSchema>>;

/** Pictures of an export that was not written yet; there is one at a time. Each is served as a photo by its id. */
export const draftExportSchema = z.object({ id: z.uuid(), photos: z.array(draftPhotoSchema).readonly() });
export type DraftExport = Readonly<z.infer<typeof draftExportSchema>>;

/** De-identified export. */
export const deidentifiedRequests = {
  /** Makes and checks the pictures; the draft before is thrown away. */
  'deidentified:prepare': {
    input: z.object({
      patientId,
      photoIds: z.array(photoIdSchema).min(1).max(2_000),
      purpose: exportPurposeSchema,
      pictures: pictureKindSchema,
    }),
    output: draftExportSchema,
  },
  /** Stops what is being prepared or written; nothing of it stays. */
  'deidentified:cancel': { input: z.object({}), output: z.null() },
  /** Writes chosen pictures, lesions and reviewed texts into a new folder; null where the dialog was closed. */
  'deidentified:write': {
    input: z.object({
      patientId,
      draftId: z.uuid(),
      pictureIds: z.array(z.uuid()).min(1).max(200_000),
      texts: z.array(reviewedTextSchema).max(10_000),
    }),
    output: z.object({ fileName: z.string(), pictures: z.number().int() }).nullable(),
  },
  /** Throws the draft away. */
  'deidentified:discard': { input: z.object({}), output: z.null() },
} as const;

export const deidentifiedEvents = {
  'deidentified:progress': z.object({
    stage: z.enum(['prepare', 'write']),
    done: z.number().int(),
    total: z.number().int(),
    secondsLeft: z.number().nullable(),
  }),
} as const;
