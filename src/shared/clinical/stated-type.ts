import { z } from 'zod';
import { LESION_TYPES, type LesionCounts, type TypeScores } from './lesion';

/**
 * What is said of a lesion's type: one of the four, or only that it is inflammatory (papule, pustule or nodule). Null
 * stands for "type unsure": not even that is known.
 */
export const STATED_TYPES = [...LESION_TYPES, 'inflammatory'] as const;
export const statedTypeSchema = z.enum(STATED_TYPES);
export type StatedType = z.infer<typeof statedTypeSchema>;

/**
 * Least probability of a type that is said outright. Chosen with {@link SURE_INFLAMMATORY} on 68 lesions that the
 * starter detector finds on 89 validation portraits and whose labels say whether they are inflammatory (6 are): of the
 * likeliest types 59 are right in that, 87 %; of what is still said with these limits 54 of 58, 93 %, and 10 are left
 * open. With later weights they hold as well (the model card counts them). Which of papule, pustule and nodule a lesion
 * is, no label of a whole photograph says: there the limits rest on the calibration of the probabilities alone.
 */
export const SURE_TYPE = 0.7;
/** Least probability of papule, pustule and nodule together of a lesion that is called inflammatory. */
export const SURE_INFLAMMATORY = 0.75;

/**
 * What a detector's probabilities are enough to say: the likeliest type where it is sure enough, or else that the
 * lesion is inflammatory, or else nothing.
 * @param scores calibrated, summing to 1.
 */
export function statedType(scores: TypeScores): StatedType | null {
  for (const type of LESION_TYPES) if (scores[type] >= SURE_TYPE) return type;
  return scores.papule + scores.pustule + scores.nodule >= SURE_INFLAMMATORY ? 'inflammatory' : null;
}

/** Lesions by what is said of their type. */
export type StatedCounts = LesionCounts & {
  /** Papules, pustules or nodules. */
  readonly inflammatory: number;
  readonly unsure: number;
};
/** In the order of rows and legends: non-inflammatory first, then by the depth of the lesion, then what is open. */
export const STATED_COUNT_KEYS = [
  'comedone',
  'papule',
  'pustule',
  'nodule',
  'inflammatory',
  'unsure',
] as const;
export type StatedCountKey = (typeof STATED_COUNT_KEYS)[number];

export function countStated(lesions: readonly { readonly type: StatedType | null }[]): StatedCounts {
  const counts = { comedone: 0, nodule: 0, papule: 0, pustule: 0, inflammatory: 0, unsure: 0 };
  for (const { type } of lesions) counts[type ?? 'unsure'] += 1;
  return counts;
}

/**
 * What a table or legend of counts lists: the four types always, what is open only where there is any.
 * @param counts everything that the table shows together.
 */
export const shownCountKeys = (counts: readonly StatedCounts[]): readonly StatedCountKey[] =>
  STATED_COUNT_KEYS.filter(
    (key) => (key !== 'inflammatory' && key !== 'unsure') || counts.some((one) => one[key] > 0),
  );
