import {
  abs,
  add,
  log,
  maximum,
  mul,
  neg,
  pow,
  sigmoid,
  softmax,
  softplus,
  square,
  sub,
  sum,
  type Scalar,
  type Tensor,
} from '@tensorflow/tfjs-core';
import type { LesionDetectorOutputs } from '../models/lesion-detector';

/** Targets on the stride-4 grid, [N, H / 4, W / 4, …]; made by `encodeTargets`. */
export interface LesionDetectorTargets {
  /** 1 in the cells that hold a lesion's centre, else 0. */
  readonly positive: Tensor;
  /** Weight of "no lesion here": 0 at centres, little beside them, more at look-alikes. */
  readonly negative: Tensor;
  /** [dx, dy, ln w, ln h] as the detector predicts them. */
  readonly box: Tensor;
  /** Weight of a cell's box, 0–1. */
  readonly boxWeight: Tensor;
  /** 1 for each type that the label allows, [N, H / 4, W / 4, 4]. */
  readonly allowedTypes: Tensor;
  /** Weight of a cell's type; 0 where the label allows every type. */
  readonly typeWeight: Tensor;
}

export interface LesionDetectorLosses {
  readonly total: Scalar;
  readonly objectness: Scalar;
  readonly box: Scalar;
  readonly type: Scalar;
}

export interface LossWeights {
  readonly box: number;
  readonly type: number;
}

export const LOSS_WEIGHTS: LossWeights = { box: 0.5, type: 0.5 };

/**
 * Penalty-reduced focal loss on centres (Zhou 2019, eq. 1), absolute error on boxes, and the negative
 * logarithm of the probability given to the allowed types together (partial-label likelihood). Each is
 * divided by its own weight in the batch, at least 1.
 */
export function lesionDetectorLoss(
  outputs: LesionDetectorOutputs,
  targets: LesionDetectorTargets,
  weights: LossWeights = LOSS_WEIGHTS,
): LesionDetectorLosses {
  const objectness = focalLoss(outputs.objectness, targets.positive, targets.negative);
  const box = averaged(sum(abs(sub(outputs.box, targets.box)), 3, true), targets.boxWeight);
  const allowed = sum(mul(softmax(outputs.types), targets.allowedTypes), 3, true);
  const type = averaged(neg(log(add(allowed, 1e-6))), targets.typeWeight);
  const total = add<Scalar>(add(objectness, mul(box, weights.box)), mul(type, weights.type));
  return { total, objectness, box, type };
}

function focalLoss(logits: Tensor, positive: Tensor, negative: Tensor): Scalar {
  const probability = sigmoid(logits);
  const missed = mul(mul(square(sub(1, probability)), softplus(neg(logits))), positive);
  const falseAlarm = mul(mul(square(probability), softplus(logits)), negative);
  return mul<Scalar>(sum(add(missed, falseAlarm)), pow(maximum(sum(positive), 1), -1));
}

const averaged = (values: Tensor, weight: Tensor): Scalar =>
  mul<Scalar>(sum(mul(values, weight)), pow(maximum(sum(weight), 1), -1));
