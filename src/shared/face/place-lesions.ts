import type { GradedLesion } from '../clinical/grading/graded-lesion';
import type { LesionType } from '../clinical/lesion';
import type { BodyRegion } from '../clinical/region';
import type { Box } from '../geometry/box';
import { boxCentre } from '../geometry/viewport';
import { regionAt, sideAt, type FaceRegions } from './face-regions';

/** A lesion with its place on the photo. */
export interface PlaceableLesion {
  /** Null where nobody is sure. */
  readonly type: LesionType | null;
  /** Photo pixels. */
  readonly box: Box;
  /** Where the clinician says that it lies; null leaves it to the face's landmarks. */
  readonly saidRegion: BodyRegion | null;
}

/** Where a lesion lies: the clinician's word, or else the landmarks; null where neither says. */
export const regionOfLesion = (
  { saidRegion, box }: Omit<PlaceableLesion, 'type'>,
  regions: FaceRegions | null,
): BodyRegion | null => saidRegion ?? (regions && regionAt(regions, boxCentre(box)));

/** Lesions that grades can be made of, and those that lack a region or a type. */
export interface PlacedLesions {
  readonly graded: readonly GradedLesion[];
  /** Lesions with a type, in whatever region. */
  readonly typed: readonly { readonly type: LesionType }[];
  readonly withoutRegion: number;
}

/** @param regions null where no face was found on the photo. */
export function placeLesions(
  lesions: readonly PlaceableLesion[],
  regions: FaceRegions | null,
): PlacedLesions {
  const typed = lesions.flatMap((lesion) => (lesion.type === null ? [] : [{ ...lesion, type: lesion.type }]));
  const graded = typed.flatMap((lesion): GradedLesion[] => {
    const { type, box } = lesion;
    const region = regionOfLesion(lesion, regions);
    if (region === null) return [];
    if (region === 'right-cheek') return [{ type, region, side: 'right' }];
    if (region === 'left-cheek') return [{ type, region, side: 'left' }];
    return regions ? [{ type, region, side: sideAt(regions, boxCentre(box)) }] : [];
  });
  return { graded, typed, withoutRegion: typed.length - graded.length };
}
