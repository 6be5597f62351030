import type { StatedType } from '../../../../shared/clinical/stated-type';
import { typeMark } from '../../../../shared/clinical/type-marks';
import type { PlaceableLesion } from '../../../../shared/face/place-lesions';
import { scaleBox, type Box } from '../../../../shared/geometry/box';
import type { Size } from '../../../../shared/geometry/viewport';
import type { LesionMark } from '../../../../shared/lesion-marks/lesion-mark';
import { mergeLayers } from '../../../../shared/lesion-marks/merge-layers';
import type { MappedLesion, PhotoDetail } from '../../../../shared/photo/photo';

/** A lesion as it is drawn: one of the lesion map, or a label that came with the photo. */
export interface Mark {
  readonly id: string;
  readonly kind: 'lesion' | 'reference';
  /** Null for a label that names no single type, and where nobody is sure. */
  readonly type: StatedType | null;
  /** Photo pixels. */
  readonly box: Box;
  /** The clinician's word on it; none while only the model has spoken. */
  readonly verdict?: LesionMark['verdict'] | null;
}

/** A lesion of both layers together: at least one of `lesion` and `own` is there. */
export interface LesionMapMark extends Mark {
  readonly kind: 'lesion';
  readonly verdict: LesionMark['verdict'] | null;
  /** What the model found; null for a lesion it did not find. */
  readonly lesion: MappedLesion | null;
  /** What the clinician said. */
  readonly own: LesionMark | null;
}

export interface ReferenceMark extends Mark {
  readonly kind: 'reference';
  /** The dataset's own word. */
  readonly label: string;
}

export const lesionMarks = (
  lesions: readonly MappedLesion[],
  own: readonly LesionMark[],
  photo: Size,
): readonly LesionMapMark[] =>
  mergeLayers(lesions, own).map(({ id, type, box, detection, mark }) => ({
    ...{ id, kind: 'lesion', type, lesion: detection, own: mark, verdict: mark?.verdict ?? null },
    box: scaleBox(box, photo.width, photo.height),
  }));

export const referenceMarks = (reference: PhotoDetail['reference'], photo: Size): readonly ReferenceMark[] =>
  reference.map(({ id, type, box, label }) => ({
    id,
    kind: 'reference',
    type,
    box: scaleBox(box, photo.width, photo.height),
    label,
  }));

/** A lesion as regions and grades take it. */
export const placeable = ({ type, box, own }: LesionMapMark): PlaceableLesion => ({
  ...{ type, box, saidRegion: own?.region ?? null },
});

/** What a mark is called in lists and cards. */
export const markName = ({ kind, type }: Mark): string =>
  type === null && kind === 'reference' ? 'Lesion' : typeMark(type).name;
