import type { Box } from '../../../../shared/geometry/box';
import { suppress } from './suppress';

/** Pixels of the network's input, or whatever unit the boxes were decoded to. */
export interface YoloDetection {
  readonly box: Box;
  /** The most likely class, and its score of 0–1. */
  readonly classIndex: number;
  readonly score: number;
  /** Scores of all classes, each 0–1 by itself. */
  readonly classScores: readonly number[];
}

export interface YoloReading {
  readonly minScore: number;
  /** Intersection over union above which of two boxes only the better is kept, 0–1. */
  readonly overlap: number;
  /** `class-wise` lets boxes of different classes lie upon each other. */
  readonly suppression: 'class-wise' | 'agnostic';
}

/**
 * Reads the detections of one picture and suppresses repeated ones greedily, best score first.
 * @param values [A, 4 + C] of `decodeYolo`.
 * @param classes C.
 */
export function readYoloDetections(
  values: Float32Array,
  classes: number,
  { minScore, overlap, suppression }: YoloReading,
): readonly YoloDetection[] {
  const found: YoloDetection[] = [];
  for (let at = 0; at < values.length; at += 4 + classes) {
    let classIndex = 0;
    for (let index = 1; index < classes; index += 1) {
      if (values[at + 4 + index]! > values[at + 4 + classIndex]!) classIndex = index;
    }
    const score = values[at + 4 + classIndex]!;
    if (score < minScore) continue;
    const [x = 0, y = 0, right = 0, bottom = 0] = values.subarray(at, at + 4);
    const box = { x, y, width: right - x, height: bottom - y };
    found.push({ box, classIndex, score, classScores: [...values.subarray(at + 4, at + 4 + classes)] });
  }
  const settings = { overlap, centreDistance: 0 };
  if (suppression === 'agnostic') return suppress(found, settings);
  return Array.from({ length: classes }, (_, index) => index)
    .flatMap((index) =>
      suppress(
        found.filter(({ classIndex }) => classIndex === index),
        settings,
      ),
    )
    .sort((a, b) => b.score - a.score);
}
