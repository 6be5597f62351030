import {
  concat,
  exp,
  greaterEqual,
  maxPool,
  mul,
  sigmoid,
  slice,
  softmax,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { Box } from '../../../../shared/geometry/box';
import { LESION_TYPES, type LesionType, type TypeScores } from '../../../../shared/clinical/lesion';
import { OUTPUT_STRIDE, REFERENCE_SIDE, type LesionDetectorOutputs } from '../models/lesion-detector';

/** Values a cell after {@link peakMaps}: score, dx, dy, width, height, then one probability a type. */
export const PEAK_CHANNELS = 5 + LESION_TYPES.length;

/**
 * The detector's raw outputs as one tensor [N, h, w, {@link PEAK_CHANNELS}]: the score is zero except at the
 * highest cell of each 3 × 3 neighbourhood (Zhou 2019); sizes are pixels.
 */
export function peakMaps({ objectness, box, types }: LesionDetectorOutputs): Tensor {
  const score = sigmoid(objectness) as Tensor4D;
  const isPeak = greaterEqual(score, maxPool(score, 3, 1, 'same'));
  const peaks = where(isPeak, score, zerosLike(score));
  const [batch = 0, height = 0, width = 0] = box.shape;
  const offsets = slice(box, [0, 0, 0, 0], [batch, height, width, 2]);
  const sizes = mul(exp(slice(box, [0, 0, 0, 2], [batch, height, width, 2])), REFERENCE_SIDE);
  return concat([peaks, offsets, sizes, softmax(types)], 3);
}

/** A lesion found in one tile; the box is in pixels of the tile. */
export interface Peak {
  readonly score: number;
  readonly box: Box;
  readonly type: LesionType;
  readonly typeScores: TypeScores;
}

/** The type with the highest score, the first of equals. */
export const likeliestType = (scores: TypeScores): LesionType =>
  LESION_TYPES.reduce((best, next) => (scores[next] > scores[best] ? next : best));

/** Cells below this are no lesions whatever score is asked for. */
export const LOWEST_SCORE = 1e-4;

/**
 * Reads the lesions of one tile.
 * @param maps values of {@link peakMaps} for one tile, [rows, columns, {@link PEAK_CHANNELS}].
 * @param minScore lesions below it are left out.
 */
export function readPeaks(maps: Float32Array, columns: number, minScore: number): readonly Peak[] {
  const peaks: Peak[] = [];
  const floor = Math.max(minScore, LOWEST_SCORE);
  for (let offset = 0, cell = 0; offset < maps.length; offset += PEAK_CHANNELS, cell += 1) {
    const score = maps[offset] ?? 0;
    if (score < floor) continue;
    const [dx = 0, dy = 0, width = 0, height = 0, ...probabilities] = maps.subarray(
      offset + 1,
      offset + PEAK_CHANNELS,
    );
    const x = ((cell % columns) + 0.5 + dx) * OUTPUT_STRIDE;
    const y = (Math.floor(cell / columns) + 0.5 + dy) * OUTPUT_STRIDE;
    const typeScores = Object.fromEntries(
      LESION_TYPES.map((type, index) => [type, probabilities[index] ?? 0]),
    ) as Record<LesionType, number>;
    const type = likeliestType(typeScores);
    peaks.push({ score, box: { x: x - width / 2, y: y - height / 2, width, height }, type, typeScores });
  }
  return peaks;
}
