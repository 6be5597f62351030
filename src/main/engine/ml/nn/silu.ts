import { add, customGrad, mul, sigmoid, sub, type GradSaveFunc, type Tensor } from '@tensorflow/tfjs-core';

/**
 * The sigmoid-weighted linear unit x · σ(x) (Elfwing et al. 2018). Its gradient is written by the values at
 * hand, σ + y · (1 − σ) = y + σ · (1 − y), which is four passes over an image instead of six.
 */
export function silu(x: Tensor): Tensor {
  const weighted = customGrad((...args) => {
    const [input, save] = args as unknown as [Tensor, GradSaveFunc];
    const gate = sigmoid(input);
    const value = mul(input, gate);
    save([gate, value]);
    const gradFunc = (dy: Tensor, saved: Tensor[]): Tensor => {
      const [gateSaved, valueSaved] = saved as [Tensor, Tensor];
      return mul(dy, add(valueSaved, mul(gateSaved, sub(1, valueSaved))));
    };
    return { value, gradFunc };
  });
  return weighted(x);
}
