import type { GradedLesion } from '../../../../shared/clinical/grading/graded-lesion';
import type { LesionType } from '../../../../shared/clinical/lesion';
import type { BodyRegion } from '../../../../shared/clinical/region';
import { regionAt, sideAt, type FaceRegions } from '../../../../shared/face/face-regions';
import { boxCentre } from '../../../../shared/geometry/viewport';
import type { LesionMapMark } from './mark';

/** Where a lesion lies: the clinician's word, or else the face's landmarks; null where neither says. */
export function regionOfLesion(
  { own, box }: Pick<LesionMapMark, 'own' | 'box'>,
  regions: FaceRegions | null,
): BodyRegion | null {
  return own?.region ?? (regions && regionAt(regions, boxCentre(box)));
}

/** Lesions that grades can be made of, and those that lack a region or a type. */
export interface PlacedLesions {
  readonly graded: readonly GradedLesion[];
  /** Lesions with a type, in whatever region. */
  readonly typed: readonly { readonly type: LesionType }[];
  readonly withoutRegion: number;
}

/** @param regions null where no face was found on the photo. */
export function placeLesions(lesions: readonly LesionMapMark[], regions: FaceRegions | null): PlacedLesions {
  const typed = lesions.flatMap((lesion) => (lesion.type === null ? [] : [{ ...lesion, type: lesion.type }]));
  const graded = typed.flatMap((lesion): GradedLesion[] => {
    const region = regionOfLesion(lesion, regions);
    if (region === null) return [];
    if (region === 'right-cheek') return [{ type: lesion.type, region, side: 'right' }];
    if (region === 'left-cheek') return [{ type: lesion.type, region, side: 'left' }];
    const side = regions ? sideAt(regions, boxCentre(lesion.box)) : null;
    return side ? [{ type: lesion.type, region, side }] : [];
  });
  return { graded, typed, withoutRegion: typed.length - graded.length };
}
