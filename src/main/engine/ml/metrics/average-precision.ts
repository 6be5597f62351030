import { overlapAtLeast } from './affinity';
import { countReferences, type JudgedPhoto } from './judged-photo';
import { interpolatedPrecision, precisionRecallCurve, RECALL_POINTS } from './precision-recall-curve';
import { rankedMatches } from './ranked-matches';

/** The ten overlaps that COCO averages over. */
export const COCO_OVERLAPS = [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95] as const;

/**
 * Average precision as in the COCO evaluation (Lin 2014; pycocotools): precision, made non-increasing, at 101
 * points of recall. Without its limit of detections a photo, because a face can hold more lesions.
 * @param overlap intersection over union from which a detection counts, 0–1.
 * @returns 0–1; null where no photo has a reference, so that there is nothing to find.
 */
export function averagePrecision(photos: readonly JudgedPhoto[], overlap: number): number | null {
  const total = countReferences(photos);
  if (total === 0) return null;
  const curve = precisionRecallCurve(rankedMatches(photos, overlapAtLeast(overlap)), total);
  return interpolatedPrecision(curve).reduce((sum, precision) => sum + precision, 0) / RECALL_POINTS.length;
}

/** AP50-95: {@link averagePrecision} averaged over {@link COCO_OVERLAPS}. */
export function meanAveragePrecision(photos: readonly JudgedPhoto[]): number | null {
  let sum = 0;
  for (const overlap of COCO_OVERLAPS) {
    const precision = averagePrecision(photos, overlap);
    if (precision === null) return null;
    sum += precision;
  }
  return sum / COCO_OVERLAPS.length;
}
