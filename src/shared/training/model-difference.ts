import { matchByCentre } from '../clinical/centre-hit';
import type { CountedLesion } from './test-views';

/** A lesion that a model counts, and whether the other one does not. */
export interface ComparedLesion extends CountedLesion {
  readonly alone: boolean;
}

/** What two models count on one photo, lesion by lesion: pairs are centre hits, types play no part. */
export function differenceBetween(
  before: readonly CountedLesion[],
  after: readonly CountedLesion[],
): { readonly before: readonly ComparedLesion[]; readonly after: readonly ComparedLesion[] } {
  const { missed, extra } = matchByCentre(after, before);
  const [gone, come] = [new Set(missed), new Set(extra)];
  return {
    before: before.map((lesion, index) => ({ ...lesion, alone: gone.has(index) })),
    after: after.map((lesion, index) => ({ ...lesion, alone: come.has(index) })),
  };
}
