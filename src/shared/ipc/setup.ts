import { z } from 'zod';

const nothing = z.object({});

/** Where the library lies. The one path that a window is told: it is chosen there, and holds no patient's name. */
export const libraryPlaceSchema = z.object({
  folder: z.string(),
  /** Bytes that are free on its drive. */
  freeBytes: z.number().nonnegative(),
  /**
   * Whether another folder can be chosen: `yes`; the folder was set from outside (`MACULE_DATA`, the demo); or the
   * library holds records, which would stay behind.
   */
  change: z.enum(['yes', 'set-from-outside', 'holds-records']),
  /** Folder from the next start on; null where it stays. */
  next: z.string().nullable(),
});
export type LibraryPlace = Readonly<z.infer<typeof libraryPlaceSchema>>;

/** How long one photo takes on this computer, measured. */
export const photoTimingSchema = z.object({
  /** From the file to the lesions, the median of the measured analyses. */
  seconds: z.number().positive(),
  analyses: z.number().int().positive(),
  /** Size of the rendered photo it was measured on. */
  megapixels: z.number().positive(),
});
export type PhotoTiming = Readonly<z.infer<typeof photoTimingSchema>>;

export const timingProgressSchema = z.object({
  stage: z.enum(['drawing', 'first-analysis', 'comparing-engines', 'measuring']),
  /** Share of the whole that is done, 0–1. */
  fraction: z.number().min(0).max(1),
  /** Seconds; null until there is a pace. */
  secondsLeft: z.number().nonnegative().nullable(),
});
export type TimingProgress = Readonly<z.infer<typeof timingProgressSchema>>;

export const setupRequests = {
  'setup:place': { input: nothing, output: libraryPlaceSchema },
  /** Asks for a folder with the system's dialog; it is used from the next start on. Unchanged where it was closed. */
  'setup:choose-place': { input: nothing, output: libraryPlaceSchema },
  /** Draws a face of nobody, analyses it several times, and tells how long that took; `setup:timing` says how far it is. */
  'setup:time-photo': { input: nothing, output: photoTimingSchema },
  'setup:cancel-timing': { input: nothing, output: z.null() },
  /** Adds a rendered photo to the gallery, and brings it up. */
  'setup:add-rendered-photo': { input: nothing, output: z.null() },
} as const;

export const setupEvents = {
  'setup:timing': timingProgressSchema,
  /** The menu wants the welcome to be shown. */
  'setup:show': nothing,
} as const;
