import type { Dataset } from './dataset';

/**
 * The datasets without pictures of single lesions, which are learned from and never found lesions on. Of a dataset that
 * holds nothing else no class is left: its folders are types, no classes that are marked on photos.
 */
export const facesOf = (datasets: readonly Dataset[]): readonly Dataset[] =>
  datasets.map((dataset) => {
    const photos = dataset.photos.filter(({ crop }) => crop === undefined);
    const cropsAlone = photos.length === 0 && dataset.photos.length > 0;
    return { ...dataset, photos, classes: cropsAlone ? [] : dataset.classes };
  });

/** The datasets' pictures of single lesions alone. */
export const cropsOf = (datasets: readonly Dataset[]): readonly Dataset[] =>
  datasets.map((dataset) => ({
    ...dataset,
    photos: dataset.photos.filter(({ crop }) => crop !== undefined),
  }));
