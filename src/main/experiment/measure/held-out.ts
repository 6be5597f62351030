import type { Dataset, LabelledPhoto } from '../../datasets/dataset';

/** The photos that figures are of. */
export interface HeldOut {
  readonly split: 'test' | 'valid';
  /** With the photos of that split alone; those that have none are left out. */
  readonly datasets: readonly Dataset[];
}

/** The test photos; where no dataset has any, the validation photos, and the report says so. */
export function heldOutPhotos(datasets: readonly Dataset[]): HeldOut {
  const of = (split: HeldOut['split']): readonly Dataset[] =>
    datasets
      .map((dataset) => ({ ...dataset, photos: dataset.photos.filter((photo) => photo.split === split) }))
      .filter(({ photos }) => photos.length > 0);
  const test = of('test');
  return test.length > 0 ? { split: 'test', datasets: test } : { split: 'valid', datasets: of('valid') };
}

export const photosOf = ({ datasets }: HeldOut): readonly LabelledPhoto[] =>
  datasets.flatMap(({ photos }) => photos);

/** Those whose labels say where lesions are: on others every lesion that is found would count as false. */
export const withPlaces = ({ split, datasets }: HeldOut): HeldOut => ({
  split,
  datasets: datasets.map((dataset) => ({
    ...dataset,
    photos: dataset.photos.filter(({ presence }) => presence === undefined),
  })),
});
