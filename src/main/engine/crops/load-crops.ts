import type { LesionType } from '../../../shared/clinical/lesion';
import type { LabelledPhoto } from '../../datasets/dataset';
import { singleType } from '../../datasets/label-types';
import { loadPixels } from '../../imaging/load-pixels';
import type { RgbImage } from '../../../shared/photo/rgb-image';
import { readable, type BatchLog } from '../input/photo-batches';

/**
 * Pixels a side that each picture of a single lesion is brought to: about what a photo of a face holds of one, and so
 * few that neither its file's size nor its sharpness tell the type.
 */
const CROP_SIDE = 16;
/** The smallest that is taken, pixels. */
const SMALLEST_CROP = 8;

/** A lesion of known type in the middle of a square of skin. */
export interface LesionCrop {
  readonly type: LesionType;
  readonly image: RgbImage;
}

/** Reads pictures of single lesions, in their order; those that cannot be read are left out and logged. */
export async function loadCrops(
  photos: readonly LabelledPhoto[],
  log: BatchLog,
): Promise<readonly LesionCrop[]> {
  const crops: LesionCrop[] = [];
  for (const photo of photos) {
    const type = singleType(photo.crop ?? '');
    if (type === null) continue;
    const coming = loadPixels(photo.file, { squareSide: CROP_SIDE, smallestSide: SMALLEST_CROP });
    const image = await readable(coming, photo, log);
    if (image) crops.push({ type, image });
  }
  return crops;
}
