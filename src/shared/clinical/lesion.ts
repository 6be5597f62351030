import { z } from 'zod';
import { boxSchema } from '../geometry/box';

/** The four lesion types of the seed study, in the order of its class file. */
export const LESION_TYPES = ['comedone', 'nodule', 'papule', 'pustule'] as const;

export const lesionTypeSchema = z.enum(LESION_TYPES);
export type LesionType = z.infer<typeof lesionTypeSchema>;

/** Probability of each type given that there is a lesion; sums to 1. */
export const typeScoresSchema = z.object({
  comedone: z.number(),
  nodule: z.number(),
  papule: z.number(),
  pustule: z.number(),
});
export type TypeScores = Readonly<z.infer<typeof typeScoresSchema>>;

/** A lesion as the detector sees it. `box` is in fractions of the upright photo; `score` is 0–1. */
export const detectedLesionSchema = z.object({
  type: lesionTypeSchema,
  score: z.number().min(0).max(1),
  typeScores: typeScoresSchema,
  box: boxSchema,
});
export type DetectedLesion = Readonly<z.infer<typeof detectedLesionSchema>>;

/** A lesion that a person marked: ground truth of a dataset photo. `label` is the dataset's own word. */
export const referenceLesionSchema = z.object({
  label: z.string(),
  /** Null where the dataset's word names no single type of ours. */
  type: lesionTypeSchema.nullable(),
  box: boxSchema,
});
export type ReferenceLesion = Readonly<z.infer<typeof referenceLesionSchema>>;

export type LesionCounts = Readonly<Record<LesionType, number>>;

/** Lesions per type. */
export function countLesions(lesions: readonly { readonly type: LesionType }[]): LesionCounts {
  const counts = { comedone: 0, nodule: 0, papule: 0, pustule: 0 };
  for (const lesion of lesions) counts[lesion.type] += 1;
  return counts;
}
