import { concat, mul, reverse, slice, add, tensor, type Tensor } from '@tensorflow/tfjs-core';
import type { LesionDetectorOutputs } from '../models/lesion-detector';

/** Columns of the picture; the same dimension holds the columns of the output grid. */
const COLUMNS = 2;
/** [dx, dy, ln w, ln h] of a mirrored picture: left and right are exchanged. */
const MIRRORED_BOX = [-1, 1, 1, 1];

/**
 * Looks at a picture as it is and mirrored, in one batch, and averages the raw outputs (test-time augmentation): what
 * only one of the two shows is less certain.
 * @param x [1, H, W, 3].
 */
export function mirrorAverage(
  detect: (pictures: Tensor) => LesionDetectorOutputs,
  x: Tensor,
): LesionDetectorOutputs {
  const { objectness, box, types } = detect(concat([x, reverse(x, COLUMNS)], 0));
  return {
    objectness: averaged(objectness),
    box: averaged(box, (mirrored) => mul(mirrored, tensor(MIRRORED_BOX))),
    types: averaged(types),
  };
}

/** The mean of the first of two grids and of the second, mirrored back. */
function averaged(grids: Tensor, change: (mirrored: Tensor) => Tensor = (mirrored) => mirrored): Tensor {
  const [, ...cells] = grids.shape;
  const part = (index: number) => slice(grids, [index, 0, 0, 0], [1, ...cells]);
  return mul(add(part(0), change(reverse(part(1), COLUMNS))), 0.5);
}
