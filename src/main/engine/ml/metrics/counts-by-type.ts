import { LESION_TYPES, type LesionType } from '../../../../shared/clinical/lesion';
import { countAgreement, type CountAgreement } from './count-agreement';
import type { TypedPhoto } from './judged-photo';
import { namesType, onlyType } from './only-type';

export interface TypeCountAgreement extends CountAgreement {
  /** Photos on which the number of lesions of this type is known. */
  readonly photos: number;
}

/**
 * Counts of each type that labels name. A photo is left out of a type's figure where a label leaves open whether
 * its lesion is of the type: then the true count is not known.
 * @param datasets photos of one dataset a list: a type is measured only where the dataset names it.
 */
export const countsByType = (
  datasets: readonly (readonly TypedPhoto[])[],
  threshold: number,
): Readonly<Partial<Record<LesionType, TypeCountAgreement>>> =>
  Object.fromEntries(
    LESION_TYPES.flatMap((type) => {
      const known = datasets
        .filter((dataset) => namesType(dataset, type))
        .flat()
        .filter(({ references }) =>
          references.every(({ allowed }) => allowed.length === 1 || !allowed.includes(type)),
        );
      if (known.length === 0) return [];
      return [[type, { photos: known.length, ...countAgreement(onlyType(known, type), threshold) }]];
    }),
  );
