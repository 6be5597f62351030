import type { LesionsToGrade, PlacedLesion } from '../clinical/grading/grades';
import type { StatedType } from '../clinical/stated-type';
import type { BodyRegion } from '../clinical/region';
import type { Box } from '../geometry/box';
import { boxCentre } from '../geometry/viewport';
import { regionAt, sideAt, type FaceRegions } from './face-regions';

/** A lesion with its place on the photo. */
export interface PlaceableLesion {
  /** Null where nobody is sure. */
  readonly type: StatedType | null;
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

/** Lesions that grades can be made of. */
export interface PlacedLesions extends LesionsToGrade {
  readonly withoutRegion: number;
}

/** @param regions null where no face was found on the photo. */
export function placeLesions(
  lesions: readonly PlaceableLesion[],
  regions: FaceRegions | null,
): PlacedLesions {
  const placed = lesions.flatMap((lesion): PlacedLesion[] => {
    const { type, box } = lesion;
    const region = regionOfLesion(lesion, regions);
    if (region === null) return [];
    if (region === 'right-cheek') return [{ type, region, side: 'right' }];
    if (region === 'left-cheek') return [{ type, region, side: 'left' }];
    return regions ? [{ type, region, side: sideAt(regions, boxCentre(box)) }] : [];
  });
  return { all: lesions, placed, withoutRegion: lesions.length - placed.length };
}
