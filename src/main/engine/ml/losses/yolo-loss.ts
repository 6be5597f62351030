import {
  abs,
  add,
  concat,
  div,
  logSoftmax,
  maximum,
  mean,
  mul,
  neg,
  relu,
  sigmoid,
  softplus,
  split,
  sub,
  sum,
  tensor,
  expandDims,
  type Scalar,
  type Tensor,
} from '@tensorflow/tfjs-core';
import type { YoloAnchors } from '../detection/yolo-anchors';
import { assignObjects, type YoloTruth } from '../detection/yolo-assignment';
import { decodeBoxes, sideBins, type YoloOutputs } from '../detection/yolo-decode';
import { completeOverlap } from '../detection/yolo-overlap';
import { SIDE_BINS } from '../models/yolov8';
import { withoutGradient } from '../nn/without-gradient';

export interface YoloLossTerms {
  readonly box: Scalar;
  readonly class: Scalar;
  readonly distribution: Scalar;
}

export interface YoloLosses extends YoloLossTerms {
  readonly total: Scalar;
}

export interface YoloLossSums extends YoloLossTerms {
  /** Sum of the target scores, by which the terms are to be divided. */
  readonly scores: Scalar;
}

export const YOLO_LOSS_WEIGHTS = { class: 0.5, box: 7.5, distribution: 1.5 } as const;

/**
 * Binary cross-entropy on class scores, complete overlap (Zheng 2020) and distribution focal loss (Li 2020) on boxes,
 * with the targets of task-aligned assignment (Feng 2021), through which no gradient passes. Each is summed over the batch
 * and divided by the sum of the target scores, at least 1, so that pictures without objects count too.
 * @param classWeights as for {@link yoloLossSums}.
 */
export function yoloLoss(
  outputs: YoloOutputs,
  truth: YoloTruth,
  anchors: YoloAnchors,
  classWeights?: readonly number[],
): YoloLosses {
  const sums = yoloLossSums(outputs, truth, anchors, classWeights);
  const share = div(1, maximum(sums.scores, 1));
  const [box, classLoss, distribution] = [sums.box, sums.class, sums.distribution].map((term) =>
    mul<Scalar>(term, share),
  ) as [Scalar, Scalar, Scalar];
  const total = add<Scalar>(
    add(mul(classLoss, YOLO_LOSS_WEIGHTS.class), mul(box, YOLO_LOSS_WEIGHTS.box)),
    mul(distribution, YOLO_LOSS_WEIGHTS.distribution),
  );
  return { total, box, class: classLoss, distribution };
}

/**
 * The terms of {@link yoloLoss} before they are divided: those of several batches can be added up.
 * @param classWeights what finding an object of each class weighs against 1 for not finding any; 1 each unless given.
 */
export function yoloLossSums(
  { sides, classes }: YoloOutputs,
  truth: YoloTruth,
  anchors: YoloAnchors,
  classWeights?: readonly number[],
): YoloLossSums {
  const boxes = decodeBoxes(sides, anchors);
  const targets = withoutGradient(
    (scores, predicted) => {
      const found = assignObjects(scores, predicted, truth, anchors);
      return concat([found.boxes, found.scores], 2);
    },
    sigmoid(classes),
    boxes,
  );
  const [goal, scores] = split(targets, [4, classes.shape[2] ?? 0], 2) as [Tensor, Tensor];
  const weight = sum(scores, 2, true);
  return {
    box: sum<Scalar>(mul(sub(1, completeOverlap(boxes, goal)), weight)),
    class: sum<Scalar>(crossEntropy(classes, scores, classWeights)),
    distribution: sum<Scalar>(mul(distributionLoss(sides, goal, anchors), weight)),
    scores: sum<Scalar>(scores),
  };
}

/** Binary cross-entropy of logits against scores of 0–1, [N, A, C]; weights count for the share that is an object. */
function crossEntropy(logits: Tensor, scores: Tensor, weights?: readonly number[]): Tensor {
  const plain = sub(softplus(logits), mul(logits, scores));
  if (!weights) return plain;
  const surplus = tensor(weights.map((weight) => weight - 1));
  return add(plain, mul(mul(scores, surplus), softplus(neg(logits))));
}

/**
 * Distribution focal loss (Li 2020, eq. 6): cross-entropy to the two steps beside the true distance, weighted by their
 * nearness to it; the mean over the four sides. Distances beyond the last step count as the last step.
 * @returns [N, A, 1].
 */
function distributionLoss(sides: Tensor, goal: Tensor, { count, points, strides }: YoloAnchors): Tensor {
  const centres = tensor(points, [1, count, 2]);
  const [start, end] = split(goal, 2, 2) as [Tensor, Tensor];
  const pixels = concat([sub(centres, start), sub(end, centres)], 2);
  const last = SIDE_BINS - 1;
  const distances = relu(sub(last, relu(sub(last, div(pixels, tensor(strides, [1, count, 1]))))));
  // A hat of width 1 around the distance holds exactly the weights of both neighbours.
  const nearness = relu(sub(1, abs(sub(expandDims(distances, 3), sideBins()))));
  return mean(neg(sum(mul(nearness, logSoftmax(sides)), 3)), 2, true);
}
