import type { DatasetLabel } from '../../datasets/dataset';
import { loadPixels } from '../../imaging/load-pixels';
import { NO_CHANGE, writePlanes } from '../ml/augment/photometric';
import type { PreparationSettings, Variation } from '../ml/augment/preparation';
import { varyPhoto } from '../ml/augment/vary-photo';
import { labelsOn } from './labels-on';

/** A photo to be made ready for a network. Plain data: it crosses into other threads. */
export interface PhotoRequest {
  /** Absolute path. */
  readonly file: string;
  /** Boxes in pixels of the upright photo. */
  readonly labels: readonly DatasetLabel[];
  readonly variation: Variation;
}

/** A photo as a network takes it. */
export interface PreparedPhoto {
  /** [3, side, side] in [0, 1]. */
  readonly planes: Float32Array;
  /** Boxes in pixels of the prepared picture; those that have mostly left it are gone. */
  readonly labels: readonly DatasetLabel[];
}

/**
 * Decodes a photo to the square that networks of the seed study take, and varies it together with its boxes.
 * @throws MaculeError as `loadPixels` does.
 */
export async function preparePhoto(
  { file, labels, variation }: PhotoRequest,
  settings: PreparationSettings,
): Promise<PreparedPhoto> {
  const { side } = settings;
  const photo = await loadPixels(file, { squareSide: side });
  const varied = varyPhoto({ image: photo, labels: labelsOn(photo, labels) }, variation, settings);
  const planes = new Float32Array(3 * side * side);
  writePlanes(varied.image, NO_CHANGE, Math.random, planes, 0);
  return { planes, labels: varied.labels };
}
