import { LESION_TYPES, type LesionType } from '../../../shared/clinical/lesion';
import { rankForReview, type ModelView } from '../../../shared/training/review-value';
import type { TypedDetection } from '../../engine/ml/metrics/judged-photo';
import type { ClinicPhoto } from './clinic-photos';

/** What a model finds on photos, by file name. Boxes are pixels. */
export type ModelViews = ReadonlyMap<string, ModelView<Required<TypedDetection>>>;

/**
 * The photos that wait, those first that would teach the model in use most: the app's own review queue.
 * @param inUse and the model before it, where there is one.
 */
export function byReviewValue(
  waiting: readonly ClinicPhoto[],
  confirmed: readonly ClinicPhoto[],
  inUse: ModelViews,
  before: ModelViews | null,
): readonly ClinicPhoto[] {
  const byName = new Map(waiting.map((photo) => [photo.fileName, photo]));
  const ranked = rankForReview(
    waiting.flatMap(({ fileName, skinType }) => {
      const view = inUse.get(fileName);
      return view
        ? [{ photoId: fileName, skinType, ...view, secondView: before?.get(fileName) ?? null }]
        : [];
    }),
    { lesions: lesionsOf(confirmed), photosBySkinType: photosBySkinType(confirmed) },
  );
  return ranked.flatMap(({ photoId }) => byName.get(photoId) ?? []);
}

function lesionsOf(photos: readonly ClinicPhoto[]): Readonly<Record<LesionType, number>> {
  const all = photos.flatMap(({ truth }) => truth);
  const counts = LESION_TYPES.map((type) => [type, all.filter(({ label }) => label === type).length]);
  return Object.fromEntries(counts) as Record<LesionType, number>;
}

function photosBySkinType(photos: readonly ClinicPhoto[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const { skinType } of photos) counts.set(skinType, (counts.get(skinType) ?? 0) + 1);
  return counts;
}
