import { STATED_COUNT_KEYS, type StatedCounts } from '../clinical/stated-type';
import type { Photograph, VisitCounts } from './patient-record';

/**
 * The photo whose lesions stand for a visit: the frontal one; without one the photo with the most lesions, since
 * views overlap and adding them up would count lesions twice. The earlier photo wins a draw.
 */
export function countsOfVisit(photographs: readonly Photograph[]): VisitCounts | null {
  let chosen: VisitCounts | null = null;
  for (const { photo, details, counts } of photographs) {
    if (counts === null) continue;
    const candidate = { photoId: photo.id, view: details.view, counts };
    if (chosen === null || rank(candidate) > rank(chosen)) chosen = candidate;
  }
  return chosen;
}

/** Any frontal photo is before all others. */
const rank = ({ view, counts }: VisitCounts): number =>
  totalOf(counts) + (view === 'frontal' ? Number.MAX_SAFE_INTEGER / 2 : 0);

/** All lesions, whether or not their type is known. */
export const totalOf = (counts: StatedCounts): number =>
  STATED_COUNT_KEYS.reduce((sum, key) => sum + counts[key], 0);
