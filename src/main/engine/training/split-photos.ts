import { MaculeError } from '../../../shared/errors';
import type { Dataset, LabelledPhoto } from '../../datasets/dataset';

export interface TrainingPhotos {
  readonly train: readonly LabelledPhoto[];
  readonly valid: readonly LabelledPhoto[];
  /** Training photos left out because the same original picture is in the validation or test set. */
  readonly leaked: number;
}

/**
 * The photos to learn from and to validate on. A picture that is in both, under whatever name, stays on the
 * validation side only.
 * @throws MaculeError `invalid-input` where either side is empty: validating on training photos would
 *   report figures that mean nothing.
 */
export function splitPhotos(datasets: readonly Dataset[]): TrainingPhotos {
  const photos = datasets.flatMap((dataset) => dataset.photos);
  const valid = photos.filter(({ split }) => split === 'valid');
  const heldOut = new Set(photos.filter(({ split }) => split !== 'train').map(({ stem }) => stem));
  const all = photos.filter(({ split }) => split === 'train');
  const train = all.filter(({ stem }) => !heldOut.has(stem));
  if (train.length === 0 || valid.length === 0) {
    throw new MaculeError({
      kind: 'invalid-input',
      message: `The dataset has ${train.length} photos to train on and ${valid.length} to validate on; both are needed.`,
      advice: 'Put labelled photos into the folders "train" and "valid", different people in each.',
      retryable: false,
    });
  }
  return { train, valid, leaked: all.length - train.length };
}
