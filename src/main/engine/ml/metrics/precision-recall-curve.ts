import type { RankedMatch } from './ranked-matches';

/** Recall 0, 0.01 … 1, computed as pycocotools computes them so that ties at a point fall alike. */
export const RECALL_POINTS: readonly number[] = Array.from({ length: 101 }, (_, index) => index * 0.01);

/** The rates of all detections down to one. */
export interface CurvePoint {
  readonly score: number;
  readonly recall: number;
  readonly precision: number;
}

/**
 * The raw curve: recall and precision after each detection.
 * @param ranked detections by falling score.
 * @param total lesions to find, at least 1.
 */
export function precisionRecallCurve(ranked: readonly RankedMatch[], total: number): readonly CurvePoint[] {
  let hits = 0;
  return ranked.map(({ score, hit }, index) => {
    if (hit) hits += 1;
    return { score, recall: hits / total, precision: hits / (index + 1) };
  });
}

/**
 * Precision at {@link RECALL_POINTS} as pycocotools interpolates it: the best precision at that recall or a
 * higher one, 0 where it is never reached. Its mean is average precision.
 */
export function interpolatedPrecision(curve: readonly CurvePoint[]): readonly number[] {
  const envelope = curve.map(({ precision }) => precision);
  for (let index = envelope.length - 2; index >= 0; index -= 1) {
    envelope[index] = Math.max(envelope[index]!, envelope[index + 1]!);
  }
  let at = 0;
  return RECALL_POINTS.map((recall) => {
    while (at < curve.length && curve[at]!.recall < recall) at += 1;
    return envelope[at] ?? 0;
  });
}
