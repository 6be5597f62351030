import type { LesionType } from '../clinical/lesion';
import type { LookAlikeKind } from './paint-look-alike';

type Range = readonly [least: number, most: number];

/** Radii in pixels on a face photo whose shorter side is 1,024 pixels. */
export const LESION_RADII: Readonly<Record<LesionType, Range>> = {
  comedone: [2.5, 4.5],
  nodule: [11, 20],
  papule: [4, 8],
  pustule: [4, 8],
};

export const LOOK_ALIKE_RADII: Readonly<Record<LookAlikeKind, Range>> = {
  mole: [3, 7],
  spot: [3, 9],
  scar: [4, 9],
};

/** Lesions of a moderate acne, as whole numbers. */
export const MODERATE_COUNTS: Readonly<Record<LesionType, Range>> = {
  comedone: [8, 24],
  nodule: [0, 2],
  papule: [5, 14],
  pustule: [2, 8],
};
