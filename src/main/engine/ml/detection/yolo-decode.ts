import {
  add,
  concat,
  mul,
  reshape,
  sigmoid,
  softmax,
  split,
  sub,
  sum,
  tensor,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { SIDE_BINS, type YoloLevel } from '../models/yolov8';
import type { YoloAnchors } from './yolo-anchors';

/** What a YOLO network says at each anchor point, all levels in one. */
export interface YoloOutputs {
  /** Logits of the distributions of the distances to left, top, right and bottom, [N, A, 4, 16]. */
  readonly sides: Tensor;
  /** Class logits, [N, A, C]. */
  readonly classes: Tensor;
}

/** Joins the levels of a network, finest first and row by row, in the order of `yoloAnchors`. */
export function joinLevels(levels: readonly YoloLevel[]): YoloOutputs {
  const flat = (x: Tensor) => {
    const [pictures = 0, height = 0, width = 0, channels = 0] = x.shape;
    return reshape(x, [pictures, height * width, channels]);
  };
  const sides = concat(
    levels.map((level) => flat(level.sides)),
    1,
  );
  const [pictures = 0, count = 0] = sides.shape;
  return {
    sides: reshape(sides, [pictures, count, 4, SIDE_BINS]),
    classes: concat(
      levels.map((level) => flat(level.classes)),
      1,
    ),
  };
}

/** The distances that the steps of a side's distribution stand for, in cells: 0 to 15. */
export const sideBins = (): Tensor => tensor(Float32Array.from({ length: SIDE_BINS }, (_, bin) => bin));

/**
 * Boxes by the expected distance to each side (Li 2020, "Generalized Focal Loss", eq. 4 and 5).
 * @param sides logits, [N, A, 4, 16].
 * @returns left, top, right and bottom in pixels of the network's input, [N, A, 4].
 */
export function decodeBoxes(sides: Tensor, { count, points, strides }: YoloAnchors): Tensor {
  const cells = sum(mul(softmax(sides), sideBins()), 3);
  const distances = mul(cells, tensor(strides, [1, count, 1]));
  const [before, after] = split(distances, 2, 2) as [Tensor, Tensor];
  const centres = tensor(points, [1, count, 2]);
  return concat([sub(centres, before), add(centres, after)], 2);
}

/**
 * Boxes and class scores side by side, as one array to read detections from.
 * @returns [N, A, 4 + C]: left, top, right, bottom in pixels, then a score of 0–1 for each class.
 */
export function decodeYolo(levels: readonly YoloLevel[], anchors: YoloAnchors): Tensor {
  const { sides, classes } = joinLevels(levels);
  return concat([decodeBoxes(sides, anchors), sigmoid(classes)], 2);
}
