import { MaculeError } from '../../shared/errors';
import { SPLITS, type Dataset, type Split } from '../datasets/dataset';

/**
 * The datasets with the photos of one split alone; those that have none are left out.
 * @throws MaculeError `invalid-input` where no dataset has that split.
 */
export function photosOfSplit(datasets: readonly Dataset[], split: Split): readonly Dataset[] {
  const chosen = datasets
    .map((dataset) => ({ ...dataset, photos: dataset.photos.filter((photo) => photo.split === split) }))
    .filter(({ photos }) => photos.length > 0);
  if (chosen.length > 0) return chosen;
  const present = SPLITS.filter((one) =>
    datasets.some(({ photos }) => photos.some((photo) => photo.split === one)),
  );
  throw new MaculeError({
    kind: 'invalid-input',
    message: `The dataset has no ${split} photos.`,
    ...(present.length > 0 ? { advice: `It has: ${present.join(', ')}. Choose with --split.` } : {}),
    retryable: false,
  });
}
