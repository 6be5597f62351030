import type { PlacedLesion } from './grading/grades';
import { BODY_REGIONS, REGION_NAMES, type BodyRegion } from './region';

/** Lesions of one region; the sides are the patient's own. */
export interface RegionCount {
  readonly region: BodyRegion;
  readonly total: number;
  readonly right: number;
  readonly left: number;
}

/** How many lesions lie in each region of the face, in the order of {@link BODY_REGIONS}; the trunk only where any do. */
export const countByRegion = (placed: readonly PlacedLesion[]): readonly RegionCount[] =>
  BODY_REGIONS.map((region) => {
    const own = placed.filter((lesion) => lesion.region === region);
    const right = own.filter(({ side }) => side === 'right').length;
    return { region, total: own.length, right, left: own.length - right };
  }).filter(({ region, total }) => region !== 'trunk' || total > 0);

/** How many lie on which side: "(3 right, 2 left)"; empty for a region that has one side, and for a clear one. */
export function regionSideWords({ region, total, right, left }: RegionCount): string {
  const isCheek = region === 'right-cheek' || region === 'left-cheek';
  return isCheek || total === 0 ? '' : `(${right} right, ${left} left)`;
}

/** A count with its sides, where a region has two: "5 (3 right, 2 left)". */
export const regionCountWords = (count: RegionCount): string =>
  `${count.total} ${regionSideWords(count)}`.trimEnd();

/** All counts in one sentence: "Forehead 5, Right cheek 3, …, in no region 1". */
export const regionsInWords = (counts: readonly RegionCount[], withoutRegion: number): string =>
  [
    ...counts.map(({ region, total }) => `${REGION_NAMES[region]} ${total}`),
    ...(withoutRegion > 0 ? [`in no region ${withoutRegion}`] : []),
  ].join(', ');
