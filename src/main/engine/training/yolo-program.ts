import { mul, type Scalar, type Tensor } from '@tensorflow/tfjs-core';
import type { InputSpec } from '../compiler/record';
import { yoloAnchors } from '../ml/detection/yolo-anchors';
import type { YoloTruth } from '../ml/detection/yolo-assignment';
import { joinLevels } from '../ml/detection/yolo-decode';
import { yoloLoss, YOLO_LOSS_WEIGHTS, type YoloLossTerms } from '../ml/losses/yolo-loss';
import { yolov8, type YoloScale } from '../ml/models/yolov8';
import type { TrainingProgram } from './program';

export interface YoloProgramShape {
  readonly scale: YoloScale;
  readonly classes: number;
  readonly batchSize: number;
  /** Pixels a side of the square pictures, a multiple of 32. */
  readonly side: number;
  /** Objects that a picture can have, at least 2; those with fewer are filled up and masked. */
  readonly mostObjects: number;
  /** What finding an object of each class weighs in the loss; 1 each unless given. */
  readonly classWeights?: readonly number[];
}

/** The arrays of a batch that say what is to be found, of N pictures with up to M objects. */
export const yoloTruthInputs = (pictures: number, mostObjects: number): readonly InputSpec[] => [
  { name: 'boxes', shape: [pictures, mostObjects, 4] },
  { name: 'classes', shape: [pictures, mostObjects] },
  { name: 'mask', shape: [pictures, mostObjects] },
];

export const yoloTruthOf = (batch: Readonly<Record<string, Tensor>>): YoloTruth => ({
  boxes: batch['boxes'] as Tensor,
  classes: batch['classes'] as Tensor,
  mask: batch['mask'] as Tensor,
});

/**
 * Training of a YOLOv8 network. A batch is `images` [N, S, S, 3] in [0, 1], `boxes` [N, M, 4] (left, top, right,
 * bottom in pixels), `classes` [N, M] (numbers from 0) and `mask` [N, M] (1 for an object, 0 for filling). The terms
 * of the loss are told with their weights, so that they add up to the total, as the study tells them.
 */
export function yoloProgram({
  scale,
  classes,
  batchSize,
  side,
  mostObjects,
  classWeights,
}: YoloProgramShape): TrainingProgram {
  const anchors = yoloAnchors(side, side);
  return {
    batch: [
      { name: 'images', shape: [batchSize, side, side, 3], layout: 'image' },
      ...yoloTruthInputs(batchSize, mostObjects),
    ],
    losses: (context, batch) => {
      const outputs = joinLevels(yolov8(context, batch['images'] as Tensor, scale, classes));
      const losses = yoloLoss(outputs, yoloTruthOf(batch), anchors, classWeights);
      const weighted = (term: keyof YoloLossTerms) => mul<Scalar>(losses[term], YOLO_LOSS_WEIGHTS[term]);
      return {
        total: losses.total,
        box: weighted('box'),
        class: weighted('class'),
        distribution: weighted('distribution'),
      };
    },
  };
}
