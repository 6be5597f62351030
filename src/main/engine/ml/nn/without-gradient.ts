import { customGrad, zeros, type Tensor } from '@tensorflow/tfjs-core';

/** Computes `f` of tensors as if its result were constant: no gradient passes through it. */
export function withoutGradient(f: (...inputs: Tensor[]) => Tensor, ...inputs: Tensor[]): Tensor {
  const shapes = inputs.map(({ shape }) => shape);
  const stopped = customGrad((...given: unknown[]) => {
    // TensorFlow.js appends the function that saves tensors to those given.
    const tensors = given.slice(0, inputs.length) as Tensor[];
    return { value: f(...tensors), gradFunc: () => shapes.map((shape) => zeros(shape)) };
  });
  return stopped(...inputs);
}
