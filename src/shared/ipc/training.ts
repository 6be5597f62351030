import { z } from 'zod';
import { runCourseSchema } from '../training/course';
import { trainingEventSchema } from '../training/events';
import { recipeSettingsSchema, trainableModelSchema } from '../training/recipe';
import { trainableSchema } from '../training/trainable';
import { runIdSchema, runSummarySchema } from '../training/run-summary';

/** A folder that a person chose; the page knows it by id and name and never sees its path. */
export const trainingDataSchema = z.object({ id: z.uuid(), name: z.string() });
export type TrainingData = Readonly<z.infer<typeof trainingDataSchema>>;

const splitCountsSchema = z.object({
  train: z.number().int(),
  valid: z.number().int(),
  test: z.number().int(),
});
export type SplitCounts = Readonly<z.infer<typeof splitCountsSchema>>;

/** What is in the chosen folder, by its labels. */
export const dataInspectionSchema = z.object({
  data: trainingDataSchema,
  datasets: z.array(z.object({ name: z.string(), formats: z.array(z.string()) })),
  /** Photos of which it is known what they show. */
  photos: splitCountsSchema,
  /** Those of which it is also known where. */
  locatedPhotos: splitCountsSchema,
  /** Pictures of single lesions to learn from, which are no photos to find lesions on. */
  singleLesions: z.number().int(),
  /** Classes by name, with what Macule takes them for and the number of photos that show them. */
  classes: z.array(z.object({ name: z.string(), means: z.string(), photos: splitCountsSchema })),
  /** Sentences on what would spoil a training. */
  findings: z.array(z.string()),
  /** Rows and files that are left out, the first few of them; `file` is without its folder. */
  skipped: z.array(z.object({ file: z.string(), line: z.number().int().optional(), message: z.string() })),
  skippedCount: z.number().int(),
});
export type DataInspection = Readonly<z.infer<typeof dataInspectionSchema>>;

export const runOrderSchema = z.object({
  name: z.string().trim().min(1).max(120),
  model: trainableModelSchema,
  dataId: z.uuid(),
  settings: recipeSettingsSchema,
  seed: z.number().int().nonnegative(),
  maxMinutes: z.number().positive().nullable(),
});
export type RunOrder = Readonly<z.infer<typeof runOrderSchema>>;

const aboutRun = z.object({ runId: runIdSchema });

export const trainingRequests = {
  /** Newest first. */
  'training:list': { input: z.object({}), output: z.array(runSummarySchema) },
  'training:models': { input: z.object({}), output: z.array(trainableSchema) },
  'training:course': { input: aboutRun, output: runCourseSchema },
  /** Folders of earlier runs that are still there, last used first. */
  'training:recent-data': { input: z.object({}), output: z.array(trainingDataSchema) },
  /** Opens the system's folder dialog; null where it was closed. */
  'training:choose-data': { input: z.object({}), output: trainingDataSchema.nullable() },
  'training:inspect-data': { input: z.object({ dataId: z.uuid() }), output: dataInspectionSchema },
  /** Begins at once, or after the runs before it. */
  'training:order': { input: runOrderSchema, output: runSummarySchema },
  /** Writes a checkpoint and stops; `training:resume` goes on from there. */
  'training:pause': { input: aboutRun, output: z.null() },
  'training:resume': { input: aboutRun, output: z.null() },
  /** Ends a run for good; its best model stays. */
  'training:stop': { input: aboutRun, output: z.null() },
  /** Takes a run out of the list; `training:restore` undoes it until the app closes. */
  'training:remove': { input: aboutRun, output: z.null() },
  'training:restore': { input: aboutRun, output: z.null() },
  /** Shows the folder of the run in the system's file manager. */
  'training:show-folder': { input: aboutRun, output: z.null() },
} as const;

export const trainingEvents = {
  /** So many runs wait until the computer is on the mains again; 0 once none does. */
  'training:held': z.object({ runs: z.number().int() }),
  /** The list differs from before: fetch it again. */
  'training:changed': z.object({}),
  /** What a run has told since the last time, four times a second at most. */
  'training:progress': z.object({
    run: runSummarySchema,
    /** Number of the first of the events, counted as in the run's course. */
    first: z.number().int(),
    events: z.array(trainingEventSchema),
  }),
} as const;
