import type { Tensor } from '@tensorflow/tfjs-core';
import type { InputSpec } from '../compiler/record';
import { TARGET_CHANNELS, type TargetMaps } from '../ml/detection/targets';
import { lesionDetectorLoss, type LesionDetectorTargets } from '../ml/losses/lesion-detector-loss';
import { lesionDetector, OUTPUT_STRIDE, type LesionDetectorShape } from '../ml/models/lesion-detector';
import type { TrainedPart } from '../../../shared/training/recipe';
import type { TrainingProgram } from './program';

export const TARGET_NAMES = Object.keys(TARGET_CHANNELS) as readonly (keyof TargetMaps)[];

/** What of a detector learns. */
export interface DetectorLearning {
  /** All of it by default. */
  readonly trained?: TrainedPart | undefined;
  /** Whether it normalises as in an analysis: for weights that have statistics of their own. */
  readonly keepsStatistics?: boolean | undefined;
}

/** Training of the lesion detector on batches of square tiles. */
export function lesionDetectorProgram(
  shape: LesionDetectorShape,
  batchSize: number,
  tileSide: number,
  { trained = 'all', keepsStatistics = false }: DetectorLearning = {},
): TrainingProgram {
  const grid = tileSide / OUTPUT_STRIDE;
  const images: InputSpec = { name: 'images', shape: [batchSize, tileSide, tileSide, 3], layout: 'image' };
  const targets = TARGET_NAMES.map((name) => ({
    name,
    shape: [batchSize, grid, grid, TARGET_CHANNELS[name]],
  }));
  return {
    batch: [images, ...targets],
    losses: (context, batch) => {
      const { images: pictures, ...maps } = batch;
      const outputs = lesionDetector({ ...context, keepsStatistics }, pictures as Tensor, shape, trained);
      return { ...lesionDetectorLoss(outputs, maps as unknown as LesionDetectorTargets) };
    },
  };
}
