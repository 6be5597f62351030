import { overlapAtLeast } from './affinity';
import { countReferences, type JudgedPhoto } from './judged-photo';
import { rankedMatches } from './ranked-matches';

/** Recall 0, 0.01 … 1, computed as pycocotools computes them so that ties at a point fall alike. */
const RECALL_POINTS = Array.from({ length: 101 }, (_, index) => index * 0.01);

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
  let hits = 0;
  const curve = rankedMatches(photos, overlapAtLeast(overlap)).map(({ hit }, index) => {
    if (hit) hits += 1;
    return { recall: hits / total, precision: hits / (index + 1) };
  });
  const envelope = curve.map(({ precision }) => precision);
  for (let index = envelope.length - 2; index >= 0; index -= 1) {
    envelope[index] = Math.max(envelope[index]!, envelope[index + 1]!);
  }
  let at = 0;
  let sum = 0;
  for (const recall of RECALL_POINTS) {
    while (at < curve.length && curve[at]!.recall < recall) at += 1;
    sum += envelope[at] ?? 0;
  }
  return sum / RECALL_POINTS.length;
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
