import {
  add,
  atan,
  div,
  maximum,
  minimum,
  mul,
  relu,
  split,
  square,
  sub,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { withoutGradient } from '../nn/without-gradient';

/** Keeps divisions by empty boxes finite; pixels or pixels squared. */
const EPSILON = 1e-7;

interface Overlap {
  readonly iou: Tensor;
  readonly a: Sides;
  readonly b: Sides;
}

interface Sides {
  readonly left: Tensor;
  readonly top: Tensor;
  readonly right: Tensor;
  readonly bottom: Tensor;
  readonly width: Tensor;
  readonly height: Tensor;
}

function sidesOf(boxes: Tensor): Sides {
  const [left, top, right, bottom] = split(boxes, 4, -1) as [Tensor, Tensor, Tensor, Tensor];
  return { left, top, right, bottom, width: sub(right, left), height: sub(bottom, top) };
}

function overlapOf(first: Tensor, second: Tensor): Overlap {
  const [a, b] = [sidesOf(first), sidesOf(second)];
  const width = relu(sub(minimum(a.right, b.right), maximum(a.left, b.left)));
  const height = relu(sub(minimum(a.bottom, b.bottom), maximum(a.top, b.top)));
  const shared = mul(width, height);
  const union = sub(add(mul(a.width, a.height), mul(b.width, b.height)), shared);
  return { iou: div(shared, add(union, EPSILON)), a, b };
}

/**
 * Intersection over union of boxes [left, top, right, bottom] along the last dimension; the others broadcast.
 * @returns [..., 1], 0–1.
 */
export const boxOverlap = (first: Tensor, second: Tensor): Tensor => overlapOf(first, second).iou;

/**
 * Complete intersection over union (Zheng 2020, "Distance-IoU Loss", eq. 8–11): the overlap, less the squared distance of
 * the centres against the diagonal of the box around both, less a share for unequal proportions. That share's weight is
 * no part of the gradient, as in the paper.
 * @returns [..., 1], at most 1.
 */
export function completeOverlap(first: Tensor, second: Tensor): Tensor {
  const { iou, a, b } = overlapOf(first, second);
  const twice = (s: Sides) => [add(s.left, s.right), add(s.top, s.bottom)] as const;
  const [[ax, ay], [bx, by]] = [twice(a), twice(b)];
  const distance = mul(add(square(sub(ax, bx)), square(sub(ay, by))), 0.25);
  const around = add(
    square(sub(maximum(a.right, b.right), minimum(a.left, b.left))),
    square(sub(maximum(a.bottom, b.bottom), minimum(a.top, b.top))),
  );
  const angle = ({ width, height }: Sides) => atan(div(width, add(height, EPSILON)));
  const proportions = mul(square(sub(angle(a), angle(b))), 4 / Math.PI ** 2);
  const weight = withoutGradient(
    (v, overlap) => div(v, add(sub(add(v, 1), overlap), EPSILON)),
    proportions,
    iou,
  );
  return sub(sub(iou, div(distance, add(around, EPSILON))), mul(weight, proportions));
}
