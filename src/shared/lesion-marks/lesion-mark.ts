import { z } from 'zod';
import { statedTypeSchema } from '../clinical/stated-type';
import { bodyRegionSchema } from '../clinical/region';
import { boxSchema } from '../geometry/box';

/** What a clinician said of a lesion: that the model was right, or wrong, or nearly right, or blind. */
export const MARK_VERDICTS = ['accepted', 'rejected', 'changed', 'added'] as const;
export const markVerdictSchema = z.enum(MARK_VERDICTS);
export type MarkVerdict = z.infer<typeof markVerdictSchema>;

/** A detection as it was when the clinician judged it: its row goes when the photo is analysed again. */
export const judgedDetectionSchema = z.object({
  /** As it was shown; null where the model was not sure of it. */
  type: statedTypeSchema.nullable(),
  score: z.number().min(0).max(1),
  /** Of the weights that found it. */
  modelSha256: z.string(),
  /** Of weights and calibration, as in the engine's status; absent where it was not kept. */
  modelIdentity: z.string().optional(),
  box: boxSchema,
});
export type JudgedDetection = Readonly<z.infer<typeof judgedDetectionSchema>>;

/** How a mark names the model whose detection it judges. */
export type DetectingModel = Pick<JudgedDetection, 'modelSha256' | 'modelIdentity'>;

/** The model of an analysis as marks name it. */
export const foundBy = ({
  sha256,
  identity,
}: {
  readonly sha256: string;
  readonly identity?: string | undefined;
}): DetectingModel => ({
  modelSha256: sha256,
  ...(identity === undefined ? {} : { modelIdentity: identity }),
});

/** One lesion in the clinician's layer, which lies over the model's and never changes it. */
export const lesionMarkSchema = z.object({
  id: z.uuid(),
  /** Null where the clinician is not sure. */
  type: statedTypeSchema.nullable(),
  /** Fractions of the upright photo. */
  box: boxSchema,
  /** Where the clinician says it lies; null leaves that to the face's landmarks. */
  region: bodyRegionSchema.nullable(),
  verdict: markVerdictSchema,
  /** Null for a lesion that the model had not found. */
  detected: judgedDetectionSchema.nullable(),
});
export type LesionMark = Readonly<z.infer<typeof lesionMarkSchema>>;
