import type { BodyRegion } from '../clinical/region';
import type { StatedType } from '../clinical/stated-type';
import type { FaceRegions } from '../face/face-regions';
import type { Face } from '../face/face';
import type { Box } from '../geometry/box';
import type { Size } from '../geometry/viewport';
import type { PhotographDetails } from '../record/photograph';

/** A lesion that counts on one photo. */
export interface ViewLesion {
  readonly id: string;
  /** Null where nobody is sure. */
  readonly type: StatedType | null;
  /** Photo pixels. */
  readonly box: Box;
  /** Where the clinician says that it lies. */
  readonly saidRegion: BodyRegion | null;
}

/** An analysed or marked photo of a visit with its lesions. */
export interface ViewPhoto extends Size {
  /** Null where none was found. */
  readonly face: Face | null;
  readonly photoId: string;
  /** Null where nobody named the view. */
  readonly view: PhotographDetails['view'];
  /** Null without a face. */
  readonly regions: FaceRegions | null;
  readonly lesions: readonly ViewLesion[];
}
