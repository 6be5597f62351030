import { z } from 'zod';
import { failureSchema } from '../errors';
import { galleryOrderSchema, galleryPageSchema } from '../photo/gallery-row';
import { analysisStateSchema, photoDetailSchema, photoIdSchema, photoSummarySchema } from '../photo/photo';

/** Result of one import: what came in, what was there already, and what was refused, file by file. */
export const importReportSchema = z.object({
  imported: z.array(photoSummarySchema),
  /** Photos whose pixels were in the store already. */
  alreadyThere: z.array(photoSummarySchema),
  refused: z.array(failureSchema),
});
export type ImportReport = Readonly<z.infer<typeof importReportSchema>>;

/** A stretch of a list. */
export const stretchSchema = z.object({
  offset: z.number().int().min(0),
  limit: z.number().int().min(1).max(500),
});

export const photoRequests = {
  /** Opens the system's dialog for files, or for a folder such as a camera's card; an empty report where it was closed. */
  'photos:import-from-dialog': {
    input: z.object({ what: z.enum(['files', 'folder']).default('files') }),
    output: importReportSchema,
  },
  /** Called by the preload with the paths behind dropped files; pages cannot name a path. */
  'photos:import-files': {
    input: z.object({ paths: z.array(z.string()).max(10_000) }),
    output: importReportSchema,
  },
  'photos:cancel-import': { input: z.object({}), output: z.null() },
  /** A stretch of the gallery in an order, and how large the whole is. */
  'photos:page': { input: stretchSchema.extend({ order: galleryOrderSchema }), output: galleryPageSchema },
  /** How many rows stand before this photo in the gallery; null where it is not in it. */
  'photos:place': {
    input: z.object({ photoId: photoIdSchema, order: galleryOrderSchema }),
    output: z.number().int().nullable(),
  },
  /** The first photo of the visit after that of this photo in the gallery, or before; null where there is none. */
  'photos:of-visit-beside': {
    input: z.object({ photoId: photoIdSchema, step: z.union([z.literal(1), z.literal(-1)]) }),
    output: photoIdSchema.nullable(),
  },
  /** Those of the photos that are in the gallery, in the given order. */
  'photos:summaries': {
    input: z.object({ photoIds: z.array(photoIdSchema).max(500) }),
    output: z.array(photoSummarySchema),
  },
  'photos:detail': { input: z.object({ photoId: photoIdSchema }), output: photoDetailSchema },
  /** Takes a photo out of the gallery; `photos:restore` undoes it for thirty days. */
  'photos:remove': { input: z.object({ photoId: photoIdSchema }), output: z.null() },
  /** A stretch of the removed photos that can be brought back, newest removal first. */
  'photos:removed': {
    input: stretchSchema,
    output: z.object({
      total: z.number().int(),
      photos: z.array(
        z.object({
          photo: photoSummarySchema,
          /** ISO 8601. */
          removedAt: z.string(),
          /** Null for a photo that was in nobody's record. */
          patientName: z.string().nullable(),
        }),
      ),
    }),
  },
  'photos:restore': { input: z.object({ photoId: photoIdSchema }), output: photoSummarySchema },
  /** Queues an analysis; its course arrives as `analysis:changed`. */
  'analysis:run': { input: z.object({ photoId: photoIdSchema }), output: z.null() },
  'analysis:cancel': { input: z.object({ photoId: photoIdSchema }), output: z.null() },
} as const;

export const photoEvents = {
  /** These photos came into the gallery or went out of it. */
  'photos:changed': z.object({
    photoIds: z.array(photoIdSchema),
    /** Whose records show them, or did. */
    patientIds: z.array(z.uuid()),
  }),
  /** Bring this photo up (it was named on the command line, or just imported). */
  'photos:open': z.object({ photoId: photoIdSchema }),
  'photos:import-progress': z.object({
    done: z.number().int(),
    total: z.number().int(),
    fileName: z.string(),
    /** Null until there is a measured pace. */
    secondsLeft: z.number().nullable(),
  }),
  /** An import that the renderer did not ask for (command line) has ended. */
  'photos:import-finished': importReportSchema,
  'analysis:changed': z.object({ photoId: photoIdSchema, analysis: analysisStateSchema }),
} as const;
