import type { KernelCall, KernelFamily } from '../kernel';
import { resizeSeparably, type Interpolation } from './resize-separable';

/** Weights by TensorFlow's rules. */
function bilinear(call: KernelCall): Interpolation {
  const alignCorners = call.attribute<boolean>('alignCorners');
  const halfPixel = call.attribute<boolean | undefined>('halfPixelCenters') ?? false;
  return (from, to) => {
    const scale = alignCorners && to > 1 ? (from - 1) / (to - 1) : from / to;
    const weights = new Float32Array(from * to);
    for (let out = 0; out < to; out += 1) {
      const place = Math.max(0, halfPixel ? (out + 0.5) * scale - 0.5 : out * scale);
      const low = Math.min(from - 1, Math.floor(place));
      const high = Math.min(from - 1, low + 1);
      const share = place - low;
      weights[out * from + low] = (weights[out * from + low] ?? 0) + 1 - share;
      weights[out * from + high] = (weights[out * from + high] ?? 0) + share;
    }
    return weights;
  };
}

export const bilinearKernels: KernelFamily = {
  ResizeBilinear: (call) => {
    const x = call.input('images');
    const [height, width] = call.attribute<[number, number]>('size');
    const large = [x.shape[0] as number, height, width, x.shape[3] as number];
    return resizeSeparably(call, x, { small: x.shape, large }, bilinear(call), false);
  },
  ResizeBilinearGrad: (call) => {
    const [images, dy] = [call.input('images'), call.input('dy')];
    return resizeSeparably(call, dy, { small: images.shape, large: dy.shape }, bilinear(call), true);
  },
};
