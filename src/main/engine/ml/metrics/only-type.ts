import type { LesionType } from '../../../../shared/clinical/lesion';
import type { JudgedPhoto, TypedPhoto } from './judged-photo';

/** Whether any label names this one type. */
export const namesType = (photos: readonly TypedPhoto[], type: LesionType): boolean =>
  photos.some(({ references }) => references.some(({ allowed }) => isOnly(allowed, type)));

/**
 * The photos as one type sees them: its detections, and the lesions labelled with that type alone. Lesions
 * whose label leaves it open among others are ignored: finding them is neither right nor wrong.
 */
export function onlyType(photos: readonly TypedPhoto[], type: LesionType): readonly JudgedPhoto[] {
  return photos.map(({ detections, references }) => ({
    detections: detections.filter((detection) => detection.type === type),
    references: references
      .filter(({ allowed }) => allowed.includes(type))
      .map((reference) => ({ ...reference, ignored: !isOnly(reference.allowed, type) })),
  }));
}

const isOnly = (allowed: readonly LesionType[], type: LesionType): boolean =>
  allowed.length === 1 && allowed[0] === type;
