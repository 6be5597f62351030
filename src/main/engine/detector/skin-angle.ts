import { scaleBox } from '../../../shared/geometry/box';
import type { LabelledPhoto } from '../../datasets/dataset';
import { loadPixels } from '../../imaging/load-pixels';
import { individualTypologyAngle } from '../ml/skin/individual-typology-angle';

/** Skin colour needs no details; pixels. */
const LONG_SIDE = 256;

/**
 * Individual typology angle of the skin on a labelled photo, clear of everything that is labelled.
 * @returns degrees; null where too little skin is found.
 * @throws MaculeError as `loadPixels` does.
 */
export async function skinAngle(
  { file, labels }: LabelledPhoto,
  signal?: AbortSignal,
): Promise<number | null> {
  const photo = await loadPixels(file, { longSide: LONG_SIDE, ...(signal ? { signal } : {}) });
  const scale = photo.width / photo.fullWidth;
  return individualTypologyAngle(
    photo,
    labels.map(({ box }) => scaleBox(box, scale, scale)),
  );
}
