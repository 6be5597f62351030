import { z } from 'zod';
import { DATE_FORMATS } from '../day';
import { engineIdSchema, engineStatusSchema } from '../engine/status';
import { galleryOrderSchema } from '../photo/gallery-row';

export const appearanceSchema = z.enum(['system', 'light', 'dark']);
export type Appearance = z.infer<typeof appearanceSchema>;

/** The steps of a library's first start, in order; `done` once it was gone through or skipped. */
export const WELCOME_STEPS = ['place', 'protect', 'engine', 'photo'] as const;
export type WelcomeStep = (typeof WELCOME_STEPS)[number];

/** What the app remembers between starts. */
export const settingsSchema = z.object({
  /** Lesion-map layers the clinician left switched on. */
  showDetections: z.boolean(),
  showReference: z.boolean(),
  /** Score below which lesions are hidden, 0–1; null = the model's operating threshold. */
  minScore: z.number().min(0).max(1).nullable(),
  outline: z.enum(['box', 'ellipse']),
  /** The engine to analyse with, tested or not; null = the fastest that may be used. Takes effect at once. */
  engine: engineIdSchema.nullable(),
  /** Light or dark; `system` = as the system is. */
  appearance: appearanceSchema,
  galleryOrder: galleryOrderSchema,
  /** Minutes between two photos beyond which the next patient sits there. */
  pauseMinutes: z.number().int().min(1).max(60),
  /** How days are written. */
  dateFormat: z.enum(DATE_FORMATS),
  /** Where the first start was left. */
  welcome: z.enum([...WELCOME_STEPS, 'done']),
});
export type Settings = Readonly<z.infer<typeof settingsSchema>>;

export const DEFAULT_SETTINGS: Settings = {
  showDetections: true,
  showReference: true,
  minScore: null,
  outline: 'ellipse',
  engine: null,
  appearance: 'system',
  galleryOrder: 'visits',
  pauseMinutes: 5,
  dateFormat: 'system',
  welcome: 'place',
};

export const appRequests = {
  'app:info': { input: z.object({}), output: z.object({ version: z.string(), electron: z.string() }) },
  'settings:read': { input: z.object({}), output: settingsSchema },
  'settings:update': { input: settingsSchema.partial(), output: settingsSchema },
  'engine:status': { input: z.object({}), output: engineStatusSchema },
  /** Engines are compared with the processor again, after the next analysis. */
  'engine:retest': { input: z.object({}), output: z.null() },
  'engine:restart': { input: z.object({}), output: z.null() },
} as const;

export const appEvents = {
  'engine:changed': engineStatusSchema,
} as const;
