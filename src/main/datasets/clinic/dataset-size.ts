import { DATASET_PARTS, PART_SHARES, type DatasetPart } from './patient-parts';

/** Photos and patients of one part of a dataset. */
export interface PartSize {
  readonly photos: number;
  readonly patients: number;
}
export type DatasetSizes = Readonly<Record<DatasetPart, PartSize>>;

/**
 * Below these, figures say nothing: too few photos teach one person's skin, and the interval of a comparison, which
 * draws whole patients, is meaningless with a handful.
 */
export const LEAST_SIZES: DatasetSizes = {
  train: { photos: 15, patients: 4 },
  valid: { photos: 4, patients: 2 },
  test: { photos: 10, patients: 5 },
};

export interface Shortage {
  /** Confirmed photos that are likely still needed in all; 0 where there are enough. */
  readonly photos: number;
  /** Patients that are likely still needed. */
  readonly patients: number;
}

/**
 * How much a dataset lacks. New patients fall into the parts by chance, so what one part lacks is divided by its share.
 */
export function shortageOf(sizes: DatasetSizes): Shortage {
  const lacking = (unit: keyof PartSize): number =>
    Math.max(
      ...DATASET_PARTS.map((part) => {
        const missing = Math.max(0, LEAST_SIZES[part][unit] - sizes[part][unit]);
        return Math.ceil(missing / PART_SHARES[part]);
      }),
    );
  const patients = lacking('patients');
  // Each new patient brings a photo at least.
  return { photos: Math.max(lacking('photos'), patients), patients };
}
