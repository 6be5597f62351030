import {
  argMax,
  cast,
  concat,
  div,
  expandDims,
  greater,
  logicalAnd,
  matMul,
  max,
  maximum,
  min,
  mul,
  oneHot,
  pow,
  split,
  sub,
  sum,
  tensor,
  topk,
  transpose,
  where,
  type Tensor,
} from '@tensorflow/tfjs-core';
import type { YoloAnchors } from './yolo-anchors';
import { boxOverlap } from './yolo-overlap';

/** The objects of each picture, filled up to M with ones that the mask leaves out. */
export interface YoloTruth {
  /** Left, top, right, bottom in pixels of the network's input, [N, M, 4]. */
  readonly boxes: Tensor;
  /** Class numbers from 0, [N, M]. */
  readonly classes: Tensor;
  /** 1 for an object, 0 for filling, [N, M]. */
  readonly mask: Tensor;
}

export interface YoloTargets {
  /** The box of the object that an anchor is to find, zeros where there is none, [N, A, 4]. */
  readonly boxes: Tensor;
  /** Target scores, 0–1, [N, A, C]. */
  readonly scores: Tensor;
  /** 1 where an anchor is to find an object, [N, M, A]. */
  readonly assigned: Tensor;
}

/** As published: Feng 2021, section 4.1, with the number of anchors an object that detectors of this family take. */
export const ASSIGNMENT = { scoreExponent: 0.5, overlapExponent: 6, anchorsPerObject: 10 } as const;

/** The largest target is divided by: overlaps to the power of 6 are small, and 0 / 0 is to be 0. */
const SMALLEST = 1e-30;
/** Below any alignment: the anchor does not lie in the object. */
const OUTSIDE = -1;

/**
 * Task-aligned assignment (Feng 2021, "TOOD"): an object takes the anchors inside it whose predictions align best,
 * score^0.5 × overlap^6; an anchor that several objects take goes to the one it overlaps most, the first of equals.
 * Targets are alignments, scaled so that an object's best anchor has the object's largest overlap for a target.
 * Everything is written with static shapes, so that it runs inside a compiled training step.
 * @param scores predicted class scores, 0–1, [N, A, C].
 * @param boxes predicted boxes in pixels, [N, A, 4].
 */
export function assignObjects(
  scores: Tensor,
  boxes: Tensor,
  truth: YoloTruth,
  anchors: YoloAnchors,
): YoloTargets {
  const classes = scores.shape[2] ?? 0;
  const objects = truth.classes.shape[1] ?? 0;
  const labels = cast(oneHot(cast(truth.classes, 'int32'), classes), 'float32');
  const present = expandDims(truth.mask, 2);
  const overlaps = sum(boxOverlap(expandDims(truth.boxes, 2), expandDims(boxes, 1)), 3);
  const labelScores = matMul(labels, transpose(scores, [0, 2, 1]));
  const alignment = mul(
    pow(labelScores, ASSIGNMENT.scoreExponent),
    pow(overlaps, ASSIGNMENT.overlapExponent),
  );
  const inside = logicalAnd(liesInside(truth.boxes, anchors), greater(present, 0));
  const candidates = bestAnchors(alignment, inside);
  const chosen = argMax(where(greater(candidates, 0), overlaps, OUTSIDE), 1);
  const owner = transpose(cast(oneHot(cast(chosen, 'int32'), objects), 'float32'), [0, 2, 1]);
  const assigned = mul(owner, candidates);

  const aligned = mul(alignment, assigned);
  const scale = div(max(mul(overlaps, assigned), 2, true), maximum(max(aligned, 2, true), SMALLEST));
  const targets = mul(aligned, scale);
  return {
    assigned,
    boxes: matMul(assigned, truth.boxes, true),
    scores: matMul(targets, labels, true),
  };
}

/** Whether anchors lie within objects, their borders not included: [N, M, A]. */
function liesInside(boxes: Tensor, { count, points }: YoloAnchors): Tensor {
  const [start, end] = split(expandDims(boxes, 2), 2, 3) as [Tensor, Tensor];
  const centres = tensor(points, [1, 1, count, 2]);
  return greater(min(concat([sub(centres, start), sub(end, centres)], 3), 3), 0);
}

/** 1 for the best aligned anchors inside each object, those first that come first among equals: [N, M, A]. */
function bestAnchors(alignment: Tensor, inside: Tensor): Tensor {
  const count = alignment.shape[2] ?? 0;
  const { indices } = topk(
    where(inside, alignment, OUTSIDE),
    Math.min(ASSIGNMENT.anchorsPerObject, count),
    true,
  );
  const best = sum(cast(oneHot(cast(indices, 'int32'), count), 'float32'), 2);
  return mul(best, cast(inside, 'float32'));
}
