import type { LesionType } from '../../../../shared/clinical/lesion';

/**
 * Radii of lesions that are put on training photos, in the photos' pixels, of which about 28 are the 5 mm where papules
 * and pustules end and nodules begin.
 */
export const TRAINING_LESION_RADII: Readonly<Record<LesionType, readonly [least: number, most: number]>> = {
  comedone: [2.5, 5],
  nodule: [13, 22],
  papule: [4, 13],
  pustule: [4, 11],
};
