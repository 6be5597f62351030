import type { LesionType, TypeScores } from '../../../../shared/clinical/lesion';
import type { Box } from '../../../../shared/geometry/box';

/** A lesion that an annotator marked. Lengths are pixels of the upright photo. */
export interface MarkedLesion {
  readonly box: Box;
  /** Where the annotator drew a circle. */
  readonly circle?: { readonly x: number; readonly y: number; readonly radius: number };
  /** Whether a detection here counts neither for nor against the detector. */
  readonly ignored?: boolean;
}

/** A detection as the metrics see it. The box is in pixels of the upright photo; the score is 0–1. */
export interface ScoredBox {
  readonly box: Box;
  readonly score: number;
}

/** One photo with what was found on it and what is really there. */
export interface JudgedPhoto<
  Detection extends ScoredBox = ScoredBox,
  Reference extends MarkedLesion = MarkedLesion,
> {
  readonly detections: readonly Detection[];
  readonly references: readonly Reference[];
}

export interface TypedDetection extends ScoredBox {
  readonly type: LesionType;
  /** Where the detector gives a probability for each type. */
  readonly typeScores?: TypeScores;
}

/** A marked lesion with the types that its label leaves open. */
export interface TypedReference extends MarkedLesion {
  readonly allowed: readonly LesionType[];
}

/** A mole, flat spot or scar that an annotator marked: a detection there is false. */
export interface LookAlike extends MarkedLesion {
  /** The dataset's word for it. */
  readonly kind: string;
}

export interface TypedPhoto extends JudgedPhoto<TypedDetection, TypedReference> {
  readonly lookAlikes?: readonly LookAlike[];
}

/** As a detector of Macule sees a photo: a probability for each type beside each lesion. */
export interface SeenPhoto extends TypedPhoto {
  readonly detections: readonly Required<TypedDetection>[];
}

export const countReferences = (photos: readonly JudgedPhoto[]): number =>
  photos.reduce((sum, { references }) => sum + references.filter(({ ignored }) => !ignored).length, 0);
