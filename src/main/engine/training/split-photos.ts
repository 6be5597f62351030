import { MaculeError } from '../../../shared/errors';
import type { Dataset } from '../../datasets/dataset';
import type { ModelFamily, TrainingPhotos } from './training-task';

/**
 * The photos to learn from and to validate on, and pictures of single lesions. A picture that is in both, under whatever name, stays on the
 * validation side only.
 * @throws MaculeError `invalid-input` where either side is empty: validating on training photos would
 *   report figures that mean nothing.
 * @param unsuited photos that a family of models can't learn from.
 */
export function splitPhotos(
  datasets: readonly Dataset[],
  unsuited?: ModelFamily['unsuited'],
): TrainingPhotos {
  const pictures = datasets.flatMap((dataset) => dataset.photos);
  const labelled = pictures.filter(({ crop }) => crop === undefined);
  const photos = labelled.filter((photo) => unsuited?.is(photo) !== true);
  const valid = photos.filter(({ split }) => split === 'valid');
  const heldOut = new Set(photos.filter(({ split }) => split !== 'train').map(({ stem }) => stem));
  const leftOut = labelled.length - photos.length;
  const all = photos.filter(({ split }) => split === 'train');
  const train = all.filter(({ stem }) => !heldOut.has(stem));
  if (train.length === 0 || valid.length === 0) {
    throw new MaculeError({
      kind: 'invalid-input',
      message: `The dataset has ${train.length} photos to train on and ${valid.length} to validate on; both are needed.${
        unsuited && leftOut > 0 ? ` ${leftOut} are left out: ${unsuited.why}.` : ''
      }`,
      advice: 'Put labelled photos into the folders "train" and "valid", different people in each.',
      retryable: false,
    });
  }
  const crops = pictures.filter(({ crop, split }) => crop !== undefined && split === 'train');
  return { train, valid, crops, leaked: all.length - train.length, unsuited: leftOut };
}
