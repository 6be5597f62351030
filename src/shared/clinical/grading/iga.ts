import { z } from 'zod';
import type { LesionClasses } from './graded-lesion';

/** Investigator's Global Assessment, five points: clear, almost clear, mild, moderate, severe. */
export const igaSchema = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
export type Iga = z.infer<typeof igaSchema>;

/** The grades in words, from 0 to 4. */
export const IGA_NAMES = ['Clear', 'Almost clear', 'Mild', 'Moderate', 'Severe'] as const;

/** Most lesions of each class that a grade admits. */
export interface IgaLimits {
  readonly nonInflammatory: number;
  readonly inflammatory: number;
  readonly nodules: number;
}

/** Limits of the grades 1, 2 and 3; what exceeds the last is 4. */
export type IgaCutOffs = readonly [almostClear: IgaLimits, mild: IgaLimits, moderate: IgaLimits];

/**
 * The scale's words are "rare", "some", "few", "many" and no numbers. These are Macule's reading of them, shown
 * beside every suggestion, and settings: the mild limit of inflammatory lesions is where Hayashi's half-face
 * "mild" ends for two halves, the moderate ones are where Lehmann's "moderate" ends.
 */
export const IGA_CUT_OFFS: IgaCutOffs = [
  { nonInflammatory: 5, inflammatory: 1, nodules: 0 },
  { nonInflammatory: 20, inflammatory: 10, nodules: 0 },
  { nonInflammatory: 100, inflammatory: 50, nodules: 1 },
];

/**
 * A suggestion for the five-point IGA of the kind the FDA asks for: the lowest grade whose limits hold. The
 * clinician's own value is another thing and is never overwritten.
 */
export function suggestIga(classes: LesionClasses, cutOffs: IgaCutOffs = IGA_CUT_OFFS): Iga {
  const { nonInflammatory, inflammatory, nodules } = classes;
  if (nonInflammatory + inflammatory + nodules === 0) return 0;
  const admitted = cutOffs.findIndex(
    (limits) =>
      nonInflammatory <= limits.nonInflammatory &&
      inflammatory <= limits.inflammatory &&
      nodules <= limits.nodules,
  );
  return admitted === -1 ? 4 : ((admitted + 1) as Iga);
}

/** Treatment success of trials: clear or almost clear, and at least two grades better than at the baseline. */
export const isTreatmentSuccess = (now: Iga, baseline: Iga): boolean => now <= 1 && baseline - now >= 2;
