import type { LesionType } from '../../../../shared/clinical/lesion';
import { scaleBox, type Box } from '../../../../shared/geometry/box';
import type { Size } from '../../../../shared/geometry/viewport';
import type { MappedLesion, PhotoDetail } from '../../../../shared/photo/photo';

/** A lesion as it is drawn: a detection of the model, or a label that came with the photo. */
export interface Mark {
  readonly id: string;
  readonly kind: 'detection' | 'reference';
  /** Null for a label that names no single type. */
  readonly type: LesionType | null;
  /** Photo pixels. */
  readonly box: Box;
}

export interface DetectionMark extends Mark {
  readonly kind: 'detection';
  readonly type: LesionType;
  readonly lesion: MappedLesion;
}

export interface ReferenceMark extends Mark {
  readonly kind: 'reference';
  /** The dataset's own word. */
  readonly label: string;
}

export const detectionMarks = (lesions: readonly MappedLesion[], photo: Size): readonly DetectionMark[] =>
  lesions.map((lesion) => ({
    id: lesion.id,
    kind: 'detection',
    type: lesion.type,
    box: scaleBox(lesion.box, photo.width, photo.height),
    lesion,
  }));

export const referenceMarks = (reference: PhotoDetail['reference'], photo: Size): readonly ReferenceMark[] =>
  reference.map(({ id, type, box, label }) => ({
    id,
    kind: 'reference',
    type,
    box: scaleBox(box, photo.width, photo.height),
    label,
  }));
