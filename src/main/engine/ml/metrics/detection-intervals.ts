import { LESION_TYPES, type LesionType } from '../../../../shared/clinical/lesion';
import { mean } from '../mean';
import { centreHit, overlapAtLeast } from './affinity';
import { COCO_OVERLAPS } from './average-precision';
import { percentileInterval, resampleWeights, type Interval } from './bootstrap';
import { centreHitSums, countSums, resampledCounts, resampledRates } from './photo-sums';
import { FROC_FALSE_MARKS } from './froc';
import type { TypedPhoto } from './judged-photo';
import { namesType, onlyType } from './only-type';
import {
  weightedAveragePrecision,
  weightedDetections,
  weightedRanking,
  weightedRecallAtFalseMarks,
} from './weighted-ranking';

export interface BootstrapSettings {
  readonly seed: number;
  /** At least 1; 1,000 is usual for 95 % percentile intervals. */
  readonly resamples: number;
}

/** 95 % intervals of figures, by photo. Null where too few resamples have a value. */
export interface DetectionIntervals extends BootstrapSettings {
  readonly method: 'percentile bootstrap over photos, 95 %';
  readonly ap50: Interval | null;
  readonly ap50To95: Interval | null;
  readonly ap50ByType: Readonly<Partial<Record<LesionType, Interval>>>;
  readonly centreHit: Readonly<Record<'recall' | 'precision' | 'f1', Interval | null>>;
  readonly recallAtFalseMarks: readonly { readonly falseMarks: number; readonly recall: Interval | null }[];
  readonly counts: Readonly<Record<'meanAbsoluteError' | 'bias' | 'pearson', Interval | null>>;
}

/**
 * Bootstraps the figures of a detector over the photos of all datasets together. Detections are matched and
 * ranked once; a resample only weights photos.
 * @param threshold operating threshold, 0–1.
 */
export function detectionIntervals(
  datasets: readonly (readonly TypedPhoto[])[],
  threshold: number,
  { seed, resamples }: BootstrapSettings,
): DetectionIntervals {
  const photos = datasets.flat();
  const rankings = COCO_OVERLAPS.map((overlap) => weightedRanking(photos, overlapAtLeast(overlap)));
  // Rankings differ in their hits only, unless detections on lesions to be ignored are left out of some.
  const detections = photos.reduce((sum, photo) => sum + photo.detections.length, 0);
  const sameDetections = rankings.every(({ photo }) => photo.length === detections);
  const types = LESION_TYPES.filter((type) => datasets.some((dataset) => namesType(dataset, type)));
  const ofType = types.map((type) =>
    weightedRanking(
      datasets.flatMap((dataset) =>
        namesType(dataset, type) ? onlyType(dataset, type) : dataset.map(() => NOTHING),
      ),
      overlapAtLeast(0.5),
    ),
  );
  const hits = weightedRanking(photos, centreHit);
  const rateSums = centreHitSums(hits, threshold);
  const counts = countSums(photos, threshold);
  const drawn = Array.from({ length: photos.length === 0 ? 0 : resamples }, (_, index) => {
    const weights = resampleWeights(photos.length, seed, index);
    const found = sameDetections ? weightedDetections(rankings[0]!, weights) : undefined;
    const precisions = rankings.map((ranking) => weightedAveragePrecision(ranking, weights, found));
    return {
      ap50: precisions[0]!,
      ap50To95: meanOfAll(precisions),
      ofType: ofType.map((ranking) => weightedAveragePrecision(ranking, weights)),
      rates: resampledRates(rateSums, weights),
      froc: weightedRecallAtFalseMarks(hits, weights, FROC_FALSE_MARKS),
      counts: resampledCounts(counts, weights),
    };
  });
  const interval = (value: (one: (typeof drawn)[number]) => number | null): Interval | null =>
    percentileInterval(drawn.map(value));
  return {
    method: 'percentile bootstrap over photos, 95 %',
    seed,
    resamples,
    ap50: interval(({ ap50 }) => ap50),
    ap50To95: interval(({ ap50To95 }) => ap50To95),
    ap50ByType: Object.fromEntries(
      types.flatMap((type, index) => {
        const of = interval((one) => one.ofType[index]!);
        return of ? [[type, of]] : [];
      }),
    ),
    centreHit: {
      recall: interval(({ rates }) => rates.recall),
      precision: interval(({ rates }) => rates.precision),
      f1: interval(({ rates }) => rates.f1),
    },
    recallAtFalseMarks: FROC_FALSE_MARKS.map((falseMarks, index) => ({
      falseMarks,
      recall: interval(({ froc }) => froc?.[index] ?? null),
    })),
    counts: {
      meanAbsoluteError: interval((one) => one.counts.meanAbsoluteError),
      bias: interval((one) => one.counts.bias),
      pearson: interval((one) => one.counts.pearson),
    },
  };
}

/** A photo that a type is not measured on. */
const NOTHING = { detections: [], references: [] } as const;

/** Null where any of them is. */
const meanOfAll = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length < values.length ? null : mean(known);
};
