import type { Affinity } from './affinity';
import type { JudgedPhoto } from './judged-photo';
import { matchGreedily } from './match-greedily';

/** A detection that counts, with whether it took a reference. */
export interface RankedMatch {
  readonly score: number;
  readonly hit: boolean;
}

/** The detections of all photos by falling score, equal scores in the order of the photos; ignored ones left out. */
export function rankedMatches(photos: readonly JudgedPhoto[], affinity: Affinity): readonly RankedMatch[] {
  return photos
    .flatMap((photo) => matchGreedily(photo, affinity))
    .filter(({ ignored }) => !ignored)
    .map(({ score, reference }) => ({ score, hit: reference !== null }))
    .sort((a, b) => b.score - a.score);
}
