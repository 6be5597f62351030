import { add, div, minimum, mul, sqrt, square, sum, type Tensor } from '@tensorflow/tfjs-core';

/** Scales all gradients by one factor so that their joint norm is at most `limit`. */
export function clipByGlobalNorm(gradients: readonly Tensor[], limit: number): readonly Tensor[] {
  const squares = gradients.map((gradient) => sum(square(gradient)));
  const norm = sqrt(squares.reduce((total, next) => add(total, next)));
  const factor = minimum(div(limit, add(norm, 1e-6)), 1);
  return gradients.map((gradient) => mul(gradient, factor));
}
