import type { ReadableDatabase } from '../../data/database';
import { findLesionMap } from '../../data/repositories/analyses';
import { listConsentedPhotos } from '../../data/repositories/retraining';
import { countConfirmedLesions, listCandidatePhotos } from '../../data/repositories/unconfirmed-photos';
import { rankForReview, type ReviewValue } from '../../../shared/training/review-value';

/** Newest photos that are looked through; older ones come up as these are confirmed. */
const MOST_CANDIDATES = 200;

/**
 * Photos whose correction would teach the model in use most, the best first. Where two models have looked at a photo,
 * what only one of them counts speaks for it.
 * @param limit longest list.
 */
export function reviewQueue(database: ReadableDatabase, limit: number): readonly ReviewValue[] {
  const photosBySkinType = new Map<number, number>();
  for (const { skinType } of listConsentedPhotos(database))
    if (skinType !== null) photosBySkinType.set(skinType, (photosBySkinType.get(skinType) ?? 0) + 1);
  const candidates = listCandidatePhotos(database, MOST_CANDIDATES).flatMap(({ photoId, skinType }) => {
    const map = findLesionMap(database, photoId);
    if (!map) return [];
    const { model, threshold } = map.source;
    const other = findLesionMap(database, photoId, model.sha256);
    const secondView = other && { threshold: other.source.threshold, lesions: other.lesions };
    return [{ photoId, skinType, threshold, lesions: map.lesions, secondView }];
  });
  const confirmed = { lesions: countConfirmedLesions(database), photosBySkinType };
  return rankForReview(candidates, confirmed).slice(0, limit);
}
