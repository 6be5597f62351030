import { z } from 'zod';
import { detectedLesionSchema, referenceLesionSchema } from '../clinical/lesion';
import { failureSchema } from '../errors';
import { faceSchema } from '../face/face';
import { lesionMarkSchema } from '../lesion-marks/lesion-mark';
import { workingScaleSchema } from './working-scale';

/** Where one photo's analysis stands; every state is one member, so a forgotten one does not compile. */
export const analysisStateSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('none') }),
  z.object({ state: z.literal('queued') }),
  z.object({
    state: z.literal('running'),
    /** 0–1. */
    fraction: z.number(),
    /** Null until there is a measured pace. */
    secondsLeft: z.number().nullable(),
  }),
  z.object({
    state: z.literal('done'),
    /** ISO 8601. */
    finishedAt: z.string(),
    /** Lesions at or above the model's operating threshold. */
    lesionCount: z.number().int(),
  }),
  z.object({ state: z.literal('failed'), failure: failureSchema }),
]);
export type AnalysisState = Readonly<z.infer<typeof analysisStateSchema>>;

export const photoIdSchema = z.uuid();

/** A stored photo as the gallery sees it. Sizes are pixels of the upright photo. */
export const photoSummarySchema = z.object({
  id: photoIdSchema,
  /** Name of the file it came from, without its folder. */
  fileName: z.string(),
  width: z.number().int(),
  height: z.number().int(),
  /** ISO 8601. */
  importedAt: z.string(),
  /** When the picture was taken, ISO 8601 without zone, from EXIF; null where unknown. */
  takenAt: z.string().nullable(),
  /** Lesions that came with the photo as dataset labels. */
  referenceCount: z.number().int(),
  /** Whether a clinician has said that its lesion map is complete. */
  confirmed: z.boolean(),
  analysis: analysisStateSchema,
});
export type PhotoSummary = Readonly<z.infer<typeof photoSummarySchema>>;

/** What produced a set of detections: stored with them, shown beside them. */
export const detectionSourceSchema = z.object({
  model: z.object({
    id: z.string(),
    sha256: z.string(),
    /** As in the engine's status; absent for analyses made before it was kept. */
    identity: z.string().optional(),
  }),
  engine: z.object({ id: z.string(), device: z.string() }),
  /** Operating threshold of the model, 0–1. */
  threshold: z.number(),
  appVersion: z.string(),
  /** Absent for analyses made before it was kept. */
  scale: workingScaleSchema.optional(),
});
export type DetectionSource = Readonly<z.infer<typeof detectionSourceSchema>>;

/** Milliseconds of one photo's way from file to lesions. */
export const analysisTimesSchema = z.object({ decode: z.number(), infer: z.number(), total: z.number() });
export type AnalysisTimes = Readonly<z.infer<typeof analysisTimesSchema>>;

/**
 * The lesion map of one photo. `lesions` reaches below the operating threshold, down to `floor`, so that
 * the confidence slider can move both ways without a new analysis.
 */
export const lesionMapSchema = z.object({
  photoId: photoIdSchema,
  source: detectionSourceSchema,
  floor: z.number(),
  finishedAt: z.string(),
  ms: analysisTimesSchema,
  lesions: z.array(detectedLesionSchema.extend({ id: z.string() })),
});
export type LesionMap = Readonly<z.infer<typeof lesionMapSchema>>;
export type MappedLesion = LesionMap['lesions'][number];

/** A clinician's word that a photo's lesion map is complete. */
export const mapConfirmationSchema = z.object({
  /** ISO 8601. */
  confirmedAt: z.string(),
  /** Lesions that a later analysis found besides, at its model's threshold. */
  foundSince: z.number().int(),
});
export type MapConfirmation = Readonly<z.infer<typeof mapConfirmationSchema>>;

/** A photo with everything the lesion-map screen shows. */
export const photoDetailSchema = z.object({
  photo: photoSummarySchema,
  /** Null until a first analysis has finished. */
  map: lesionMapSchema.nullable(),
  reference: z.array(referenceLesionSchema.extend({ id: z.string() })),
  /** The clinician's layer. */
  marks: z.array(lesionMarkSchema),
  /** Null where no face was seen, or `faceSought` is false. */
  face: faceSchema.nullable(),
  /** As a clinician put it right, for the regions; null where nobody did. */
  correctedFace: faceSchema.nullable(),
  /** Whether anybody has looked for a face: photos of an early version were analysed without. */
  faceSought: z.boolean(),
  /** Null while nobody has said that the map is complete. */
  confirmation: mapConfirmationSchema.nullable(),
});
export type PhotoDetail = Readonly<z.infer<typeof photoDetailSchema>>;
