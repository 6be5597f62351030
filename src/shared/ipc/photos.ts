import { z } from 'zod';
import { failureSchema } from '../errors';
import { analysisStateSchema, photoDetailSchema, photoIdSchema, photoSummarySchema } from '../photo/photo';

/** Result of one import: what came in, what was there already, and what was refused, file by file. */
export const importReportSchema = z.object({
  imported: z.array(photoSummarySchema),
  /** Photos whose pixels were in the store already. */
  alreadyThere: z.array(photoSummarySchema),
  refused: z.array(failureSchema),
});
export type ImportReport = Readonly<z.infer<typeof importReportSchema>>;

export const photoRequests = {
  /** Opens the system's file dialog; an empty report where it was closed. */
  'photos:import-from-dialog': { input: z.object({}), output: importReportSchema },
  /** Called by the preload with the paths behind dropped files; pages cannot name a path. */
  'photos:import-files': {
    input: z.object({ paths: z.array(z.string()).max(10_000) }),
    output: importReportSchema,
  },
  'photos:cancel-import': { input: z.object({}), output: z.null() },
  /** A stretch of the gallery, newest import first, and the number of photos in the whole. */
  'photos:page': {
    input: z.object({ offset: z.number().int().min(0), limit: z.number().int().min(1).max(500) }),
    output: z.object({ total: z.number().int(), photos: z.array(photoSummarySchema) }),
  },
  /** How many photos stand before this one in the gallery; null where it is not in it. */
  'photos:place': { input: z.object({ photoId: photoIdSchema }), output: z.number().int().nullable() },
  /** Those of the photos that are in the gallery, in the given order. */
  'photos:summaries': {
    input: z.object({ photoIds: z.array(photoIdSchema).max(500) }),
    output: z.array(photoSummarySchema),
  },
  'photos:detail': { input: z.object({ photoId: photoIdSchema }), output: photoDetailSchema },
  /** Takes a photo out of the gallery; `photos:restore` undoes it until the app closes. */
  'photos:remove': { input: z.object({ photoId: photoIdSchema }), output: z.null() },
  'photos:restore': { input: z.object({ photoId: photoIdSchema }), output: photoSummarySchema },
  /** Queues an analysis; its course arrives as `analysis:changed`. */
  'analysis:run': { input: z.object({ photoId: photoIdSchema }), output: z.null() },
  'analysis:cancel': { input: z.object({ photoId: photoIdSchema }), output: z.null() },
} as const;

export const photoEvents = {
  /** The gallery differs from before: what is on the screen is to be fetched again. */
  'photos:changed': z.object({}),
  /** Bring this photo up (it was named on the command line, or just imported). */
  'photos:open': z.object({ photoId: photoIdSchema }),
  'photos:import-progress': z.object({
    done: z.number().int(),
    total: z.number().int(),
    fileName: z.string(),
  }),
  /** An import that the renderer did not ask for (command line) has ended. */
  'photos:import-finished': importReportSchema,
  'analysis:changed': z.object({ photoId: photoIdSchema, analysis: analysisStateSchema }),
} as const;
