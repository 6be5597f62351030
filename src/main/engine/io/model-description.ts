import { z } from 'zod';
import { BACKBONE_IDS } from '../../../shared/backbones/catalogue';
import { lesionTypeSchema } from '../../../shared/clinical/lesion';

const common = {
  format: z.literal(1),
  id: z.string().min(1),
  title: z.string(),
  weightsSha256: z.string(),
  /** ISO 8601. */
  trainedAt: z.string(),
  /** Recipe, steps, photos, seed and measured figures: for the record, not for running. */
  training: z.record(z.string(), z.unknown()),
};

/** Platt scaling of scores, temperature of types: see docs/metrics.md. */
const calibrationSchema = z.object({
  score: z.object({ slope: z.number().positive(), intercept: z.number() }),
  typeTemperature: z.number().positive(),
});

/** A detector that looks at a photo tile by tile. */
export const lesionDetectorDescriptionSchema = z.object({
  ...common,
  task: z.literal('lesion-detector'),
  shape: z.union([
    z.object({
      backbone: z.tuple([z.number(), z.number(), z.number(), z.number(), z.number()]).readonly(),
      blocks: z.tuple([z.number(), z.number(), z.number(), z.number()]).readonly(),
      merged: z.number(),
    }),
    z.object({
      backbone: z.literal('efficientnet-lite0'),
      merged: z.number(),
      refinements: z.number().int().min(0).max(8).optional(),
      fineRefinements: z.number().int().min(0).max(8).optional(),
    }),
  ]),
  /** Operating threshold on scores, 0–1. */
  threshold: z.number().min(0).max(1),
  /** Photos with a longer side are reduced to it, pixels: the scale that training photos had. */
  longSide: z.number().int().positive(),
  /** Whether each tile is looked at mirrored too and the answers are averaged: slower by as much, a little better. */
  mirrored: z.boolean().optional(),
  /**
   * Sizes in which each photo is looked at: pixels for one of the photo at its working size. What they show is joined.
   * [1] where it is not said.
   */
  scales: z.array(z.number().min(1).max(4)).min(1).max(4).readonly().optional(),
  /**
   * Turns what several scales show, and what surrounds it, into probabilities (`ml/detection/joint-score.ts`); fitted
   * on held-out photos.
   */
  jointScore: z.object({ weights: z.array(z.number()).readonly(), intercept: z.number() }).optional(),
  /** Turns logits into probabilities that come true as often as they say; fitted on held-out photos. */
  calibration: calibrationSchema.optional(),
});
export type LesionDetectorDescription = Readonly<z.infer<typeof lesionDetectorDescriptionSchema>>;

/** A YOLOv8 network that looks at a photo as a whole, brought to a square. */
export const yoloDescriptionSchema = z.object({
  ...common,
  task: z.literal('yolov8'),
  /** Depth and width multiples of the family: n is 1/3 and 0.25, s 1/3 and 0.5, both of at most 1,024 channels. */
  scale: z.object({ depth: z.number(), width: z.number(), mostChannels: z.number() }),
  /** What the network's class scores stand for, in their order. */
  classes: z.array(lesionTypeSchema).min(1).readonly(),
  /** Width and height that photos are stretched to, whatever their own shape, as in training; pixels. */
  side: z.number().int().positive().multipleOf(32),
  /** Operating threshold on scores, 0–1. */
  threshold: z.number().min(0).max(1),
  suppression: z.object({
    /** `class-wise` lets boxes of different types lie upon each other. */
    kind: z.enum(['class-wise', 'agnostic']),
    /** Intersection over union above which of two boxes only the better is kept, 0–1. */
    overlap: z.number().min(0).max(1),
  }),
});
export type YoloDescription = Readonly<z.infer<typeof yoloDescriptionSchema>>;

/** A classifier that says which lesion types are somewhere on a photo. */
export const presenceDescriptionSchema = z.object({
  ...common,
  task: z.literal('presence'),
  network: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('seed-cnn') }),
    /** The weights are those of the head; the backbone lies in the folder of backbones. */
    z.object({
      kind: z.literal('frozen-backbone'),
      backbone: z.enum(BACKBONE_IDS),
      /** Of the file that the backbone's weights were read from. */
      md5: z.string(),
      input: z.enum(['preprocessed', 'unit']),
    }),
  ]),
  /** Width and height that photos are brought to, pixels. */
  side: z.number().int().positive(),
  /** A probability of at least this is "present", 0–1. */
  threshold: z.number().min(0).max(1),
});
export type PresenceDescription = Readonly<z.infer<typeof presenceDescriptionSchema>>;

/** What a model folder says about itself; the weights lie beside it. */
export const modelDescriptionSchema = z.discriminatedUnion('task', [
  lesionDetectorDescriptionSchema,
  yoloDescriptionSchema,
  presenceDescriptionSchema,
]);
export type ModelDescription = Readonly<z.infer<typeof modelDescriptionSchema>>;

/** A member of a union without some of its fields. */
type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** A description before its weights are written. */
export type NewModel = Without<ModelDescription, 'format' | 'weightsSha256'>;

/** What a model is, before it is known how it was trained. */
export type DescribedModel = Without<NewModel, 'id' | 'trainedAt' | 'training'>;
