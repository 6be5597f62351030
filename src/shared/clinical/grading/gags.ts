import type { LesionType } from '../lesion';
import type { BodyRegion } from '../region';
import type { GradedLesion } from './graded-lesion';

/** The regions that GAGS adds up, with their factors (Doshi 1997). */
export const GAGS_FACTORS = {
  forehead: 2,
  'right-cheek': 2,
  'left-cheek': 2,
  nose: 1,
  chin: 1,
  trunk: 3,
} as const;
export type GagsRegion = keyof typeof GAGS_FACTORS;
export const GAGS_REGIONS = Object.keys(GAGS_FACTORS) as readonly GagsRegion[];

/** Grade of a region by its worst lesion; 0 where there is none. */
export const GAGS_GRADES: Readonly<Record<LesionType, number>> = {
  comedone: 1,
  papule: 2,
  pustule: 3,
  nodule: 4,
};

/** `unassigned` is a total of 39, which lies in no band of the source. */
export type GagsBand = 'none' | 'mild' | 'moderate' | 'severe' | 'very-severe' | 'unassigned';

/** One line of the working: factor × grade. */
export interface GagsLine {
  readonly region: GagsRegion;
  readonly factor: number;
  /** Null where the region is clear. */
  readonly worst: LesionType | null;
  /** Whether no lesion of that type is certain: the grade rests on what an open type was read as. */
  readonly assumed: boolean;
  readonly grade: number;
  readonly score: number;
}

export interface Gags {
  readonly lines: readonly GagsLine[];
  readonly total: number;
  /** The highest total that what was looked at can have: 44, or 32 for the face alone. */
  readonly outOf: number;
  /** Null without the trunk: the bands are made for the whole. */
  readonly band: GagsBand | null;
}

/** Regions that GAGS does not know belong to one that it does. */
const regionOf = (region: BodyRegion): GagsRegion => (region === 'perioral' ? 'chin' : region);

/**
 * Global Acne Grading System (Doshi, Zaheer, Stiller 1997): factor × grade of the worst lesion, summed over regions.
 * @param trunkSeen whether chest and upper back were photographed; without them there is no band.
 */
export function gags(lesions: readonly GradedLesion[], trunkSeen: boolean): Gags {
  const regions = GAGS_REGIONS.filter((region) => trunkSeen || region !== 'trunk');
  const lines = regions.map((region) => {
    const own = lesions.filter((lesion) => regionOf(lesion.region) === region);
    const worst = worstType(own);
    const certain = own.some(({ type, assumed }) => type === worst && !assumed);
    const [factor, grade] = [GAGS_FACTORS[region], worst === null ? 0 : GAGS_GRADES[worst]];
    return { region, factor, worst, assumed: worst !== null && !certain, grade, score: factor * grade };
  });
  const total = lines.reduce((sum, { score }) => sum + score, 0);
  const outOf = regions.reduce((sum, region) => sum + 4 * GAGS_FACTORS[region], 0);
  return { lines, total, outOf, band: trunkSeen ? gagsBand(total) : null };
}

const worstType = (lesions: readonly GradedLesion[]): LesionType | null =>
  lesions.reduce<LesionType | null>(
    (worst, { type }) => (worst === null || GAGS_GRADES[type] > GAGS_GRADES[worst] ? type : worst),
    null,
  );

/** Band of a total over face and trunk, 0–44. */
export function gagsBand(total: number): GagsBand {
  if (total === 0) return 'none';
  if (total <= 18) return 'mild';
  if (total <= 30) return 'moderate';
  if (total <= 38) return 'severe';
  return total === 39 ? 'unassigned' : 'very-severe';
}
