import type { Tensor } from '@tensorflow/tfjs-core';
import { yoloAnchors } from '../ml/detection/yolo-anchors';
import { joinLevels } from '../ml/detection/yolo-decode';
import { yoloLoss } from '../ml/losses/yolo-loss';
import { yolov8, type YoloScale } from '../ml/models/yolov8';
import type { TrainingProgram } from './program';

export interface YoloProgramShape {
  readonly scale: YoloScale;
  readonly classes: number;
  readonly batchSize: number;
  /** Pixels a side of the square pictures, a multiple of 32. */
  readonly side: number;
  /** Objects that a picture can have; those with fewer are filled up and masked. */
  readonly mostObjects: number;
}

/**
 * Training of a YOLOv8 network. A batch is `images` [N, S, S, 3] in [0, 1], `boxes` [N, M, 4] (left, top, right,
 * bottom in pixels), `classes` [N, M] (numbers from 0) and `mask` [N, M] (1 for an object, 0 for filling).
 */
export function yoloProgram({
  scale,
  classes,
  batchSize,
  side,
  mostObjects,
}: YoloProgramShape): TrainingProgram {
  const anchors = yoloAnchors(side, side);
  return {
    batch: [
      { name: 'images', shape: [batchSize, side, side, 3], layout: 'image' },
      { name: 'boxes', shape: [batchSize, mostObjects, 4] },
      { name: 'classes', shape: [batchSize, mostObjects] },
      { name: 'mask', shape: [batchSize, mostObjects] },
    ],
    losses: (context, batch) => {
      const given = (name: string) => batch[name] as Tensor;
      const truth = { boxes: given('boxes'), classes: given('classes'), mask: given('mask') };
      return { ...yoloLoss(joinLevels(yolov8(context, given('images'), scale, classes)), truth, anchors) };
    },
  };
}
