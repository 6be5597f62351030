import { z } from 'zod';
import { engineIdSchema } from '../engine/status';

/** What can be trained: the seed study's systems and Macule's own detector. */
export const TRAINABLE_MODELS = [
  'seed-cnn',
  'vgg19',
  'resnet50',
  'efficientnetb3',
  'yolov8n',
  'yolov8s',
  'lesion-detector',
  'lesion-detector-small',
  'lesion-detector-trial',
] as const;
export const trainableModelSchema = z.enum(TRAINABLE_MODELS);
export type TrainableModel = z.infer<typeof trainableModelSchema>;

/** Learning rate over a run, from its peak: the same throughout, or falling with half a cosine after a warm-up. */
export const rateScheduleSchema = z.enum(['constant', 'cosine']);
export type RateSchedule = z.infer<typeof rateScheduleSchema>;

/** When to end before the last epoch: no better value of a metric for `patience` epochs. */
export const earlyStoppingSchema = z.object({
  /** Name of a loss or metric of the validation, such as `loss` or `ap50`. */
  metric: z.string(),
  patience: z.number().int().positive(),
});

/** How much of a detector that starts from another is trained: all that may learn, its upper half, the head alone. */
export const trainedPartSchema = z.enum(['all', 'upper', 'head']);
export type TrainedPart = z.infer<typeof trainedPartSchema>;

/**
 * What the lesion detector's training can be tried without, to see what it brings: lesions of known type painted on
 * tiles, lesions from pictures of single ones laid on tiles, marks that only look like lesions as negatives, a backbone that knows ImageNet, and the narrowing of
 * “any type” by a lesion's appearance.
 */
export const TRAINING_INGREDIENTS = [
  'rendered-lesions',
  'lesion-crops',
  'look-alikes',
  'pretrained-backbone',
  'type-narrowing',
] as const;
export type TrainingIngredient = (typeof TRAINING_INGREDIENTS)[number];

/** Settings that a person may change; absent ones are the model's own. */
export const recipeSettingsSchema = z.object({
  epochs: z.number().int().positive().optional(),
  batchSize: z.number().int().positive().optional(),
  /** Pixels a side of the square pictures; a multiple of 32. The lesion detector takes tiles of this side. */
  side: z.number().int().positive().multipleOf(32).optional(),
  learningRate: z.number().positive().optional(),
  schedule: rateScheduleSchema.optional(),
  /** Largest global norm of the gradients; 0 = none. */
  normLimit: z.number().nonnegative().optional(),
  /** Null = never before the last epoch. The best weights are kept either way. */
  earlyStopping: earlyStoppingSchema.nullable().optional(),
  /** Whether rare lesion types weigh more in the loss. */
  classWeights: z.boolean().optional(),
  /** Whether pictures are varied (flip, shear, resize) while training. */
  augment: z.boolean().optional(),
  /** Of the lesion detector; all by default. */
  trainedPart: trainedPartSchema.optional(),
  /** Of the lesion detector; nothing by default. */
  without: z.array(z.enum(TRAINING_INGREDIENTS)).readonly().optional(),
  /** Of the lesion detector: share of tiles on which lesions of known type are painted, 0–1. */
  renderedShare: z.number().min(0).max(1).optional(),
  /** Of the lesion detector: normalises by the statistics that its first weights bring. Not by default. */
  keepStatistics: z.boolean().optional(),
});
export type RecipeSettings = Readonly<z.infer<typeof recipeSettingsSchema>>;

/** Settings as a run uses them, defaults filled in. */
export const runSettingsSchema = recipeSettingsSchema.required().extend({
  trainedPart: trainedPartSchema.optional(),
  without: recipeSettingsSchema.shape.without,
  renderedShare: recipeSettingsSchema.shape.renderedShare,
  keepStatistics: recipeSettingsSchema.shape.keepStatistics,
});

/** A run that teaches the model in use the clinic's own photos. */
export const clinicRetrainingSchema = z.object({
  /** Model folder to begin from and to be compared with, absolute. */
  parent: z.string(),
  /** File with the photos of the locked test set, which training is not given, absolute. */
  testPhotos: z.string(),
});
export type ClinicRetraining = Readonly<z.infer<typeof clinicRetrainingSchema>>;

/** One training run, as it is asked for. */
export const trainingOrderSchema = z.object({
  model: trainableModelSchema,
  /** A dataset, or a folder of datasets, absolute; of a run on the clinic's own photos the file that lists them. */
  dataFolder: z.string(),
  /** The run folder, absolute. */
  outFolder: z.string(),
  settings: recipeSettingsSchema,
  seed: z.number().int().nonnegative(),
  /** Ends the run after this time, over all its resumed parts. */
  maxMinutes: z.number().positive().optional(),
  /** Goes on from the checkpoint in the run folder. */
  resume: z.boolean(),
  /** Weights to start from: a model folder or `.safetensors` file, absolute. */
  startFrom: z.string().optional(),
  engine: engineIdSchema.optional(),
  clinic: clinicRetrainingSchema.optional(),
});
export type TrainingOrder = Readonly<z.infer<typeof trainingOrderSchema>>;
