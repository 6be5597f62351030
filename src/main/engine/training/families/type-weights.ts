import { LESION_TYPES, type LesionType } from '../../../../shared/clinical/lesion';
import type { LabelledPhoto } from '../../../datasets/dataset';
import { singleType } from '../../../datasets/label-types';

/** Types weigh at most so much more or less than the mean type. */
const MOST_WEIGHT = 5;

/** What each type weighs in the loss so that all types that labels name weigh the same together, within bounds. */
export function typeWeights(photos: readonly LabelledPhoto[]): ReadonlyMap<LesionType, number> {
  const named = photos.flatMap(({ labels }) => labels.flatMap(({ label }) => singleType(label) ?? []));
  const counts = LESION_TYPES.map((type) => [type, named.filter((one) => one === type).length] as const);
  const present = counts.filter(([, count]) => count > 0);
  return new Map(
    present.map(([type, count]) => {
      const weight = named.length / present.length / count;
      return [type, Math.min(MOST_WEIGHT, Math.max(1 / MOST_WEIGHT, weight))];
    }),
  );
}
