import type { Affinity } from './affinity';
import { countReferences, type JudgedPhoto } from './judged-photo';
import { matchGreedily } from './match-greedily';
import { RECALL_POINTS } from './precision-recall-curve';

/**
 * Detections of all photos, matched and ranked once, with the photo each is from. Matching happens within a
 * photo, so a photo that a resample holds twice counts each of its detections twice: no resample has to be matched
 * or sorted again. Figures are those of the resampled photos; where one photo has two detections of equal score,
 * the copies of each stand together, which is one of the orders that equal scores leave open.
 */
export interface WeightedRanking {
  /** By falling score. */
  readonly scores: Float64Array;
  readonly photo: Uint32Array;
  /** 1 for a hit, 0 for a false mark. */
  readonly hit: Uint8Array;
  /** Places of the hits in the ranking. */
  readonly hits: Uint32Array;
  /** Lesions to find on each photo. */
  readonly lesions: Uint32Array;
}

export function weightedRanking(photos: readonly JudgedPhoto[], affinity: Affinity): WeightedRanking {
  const ranked = photos
    .flatMap((photo, index) =>
      matchGreedily(photo, affinity)
        .filter(({ ignored }) => !ignored)
        .map(({ score, reference }) => ({ score, photo: index, hit: reference !== null })),
    )
    .sort((a, b) => b.score - a.score);
  return {
    scores: Float64Array.from(ranked, ({ score }) => score),
    photo: Uint32Array.from(ranked, ({ photo }) => photo),
    hit: Uint8Array.from(ranked, ({ hit }) => (hit ? 1 : 0)),
    hits: Uint32Array.from(ranked.flatMap(({ hit }, place) => (hit ? [place] : []))),
    lesions: Uint32Array.from(photos, (photo) => countReferences([photo])),
  };
}

/** Detections down to each place of the ranking, where each photo counts `weights[photo]` times. */
export function weightedDetections({ photo }: WeightedRanking, weights: Uint16Array): Float64Array {
  const found = new Float64Array(photo.length);
  let sum = 0;
  for (let place = 0; place < photo.length; place += 1) {
    sum += weights[photo[place]!]!;
    found[place] = sum;
  }
  return found;
}

/**
 * Average precision, as `averagePrecision`, where each photo counts `weights[photo]` times; null without lesions.
 * @param found `weightedDetections`; rankings of the same detections can share it.
 */
export function weightedAveragePrecision(
  ranking: WeightedRanking,
  weights: Uint16Array,
  found = weightedDetections(ranking, weights),
): number | null {
  const total = weightedLesions(ranking, weights);
  if (total === 0) return null;
  const { photo, hits: places } = ranking;
  const hitsAt = new Float64Array(places.length);
  let hits = 0;
  for (let step = 0; step < places.length; step += 1) {
    hits += weights[photo[places[step]!]!]!;
    hitsAt[step] = hits;
  }
  let best = 0;
  let at = places.length - 1;
  let sum = 0;
  for (let point = RECALL_POINTS.length - 1; point >= 0; point -= 1) {
    const needed = hitsNeeded(RECALL_POINTS[point]!, total);
    for (; at >= 0 && hitsAt[at]! >= needed; at -= 1) {
      const detections = found[places[at]!]!;
      if (detections > 0) best = Math.max(best, hitsAt[at]! / detections);
    }
    sum += best;
  }
  return sum / RECALL_POINTS.length;
}

/** The least number of hits with hits / total ≥ recall, by that very division: it rounds at some of the points. */
function hitsNeeded(recall: number, total: number): number {
  let needed = Math.max(0, Math.floor(recall * total) - 1);
  while (needed / total < recall) needed += 1;
  return needed;
}

/** Recall with at most so many false marks a photo, for each of the given (rising); null without lesions. */
export function weightedRecallAtFalseMarks(
  ranking: WeightedRanking,
  weights: Uint16Array,
  falseMarks: readonly number[],
): readonly number[] | null {
  const total = weightedLesions(ranking, weights);
  if (total === 0) return null;
  const photos = weights.reduce((sum, weight) => sum + weight, 0);
  const { scores, photo, hit } = ranking;
  const recalls = falseMarks.map(() => 0);
  let hits = 0;
  let misses = 0;
  for (let index = 0; index < photo.length; index += 1) {
    const weight = weights[photo[index]!]!;
    if (hit[index] === 1) hits += weight;
    else misses += weight;
    if (scores[index + 1] === scores[index]) continue;
    falseMarks.forEach((limit, place) => {
      if (misses / photos <= limit) recalls[place] = hits / total;
    });
    if (misses / photos > Math.max(...falseMarks)) break;
  }
  return recalls;
}

export const weightedLesions = ({ lesions }: WeightedRanking, weights: Uint16Array): number =>
  lesions.reduce((sum, count, index) => sum + count * weights[index]!, 0);
