import { scaleBox } from '../../../shared/geometry/box';
import type { DatasetLabel } from '../../datasets/dataset';
import type { LoadedPhoto } from '../../imaging/load-pixels';

/** A photo's labels in the pixels of the picture that was read of it, which may be smaller or of another shape. */
export const labelsOn = (
  { width, height, fullWidth, fullHeight }: LoadedPhoto,
  labels: readonly DatasetLabel[],
): readonly DatasetLabel[] =>
  labels.map(({ label, box }) => ({ label, box: scaleBox(box, width / fullWidth, height / fullHeight) }));
