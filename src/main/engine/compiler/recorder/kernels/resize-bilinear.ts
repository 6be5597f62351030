import type { KernelCall, KernelFamily } from '../kernel';
import { IMAGE_ORDER, type Recorded } from '../recorded';

/** Weights of a one-dimensional bilinear resize, [to, from], by TensorFlow's rules. */
function interpolation(from: number, to: number, alignCorners: boolean, halfPixel: boolean): Float32Array {
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
}

interface Sizes {
  readonly small: readonly number[];
  readonly large: readonly number[];
}

/**
 * A bilinear resize is linear and separable: rows and columns are each one matrix product, and the gradient
 * is the same with both matrices transposed.
 */
function resize(call: KernelCall, x: Recorded, { small, large }: Sizes, backwards: boolean): Recorded {
  const alignCorners = call.attribute<boolean>('alignCorners');
  const halfPixel = call.attribute<boolean | undefined>('halfPixelCenters') ?? false;
  const { builder } = call.recording;
  const matrix = (axis: number) => {
    const [from, to] = [small[axis] as number, large[axis] as number];
    const weights = builder.constant(interpolation(from, to, alignCorners, halfPixel), 'float32', [to, from]);
    return {
      weights,
      turned: builder.node('Transpose', [weights], { perm: [1, 0] }, ['float32', [from, to]]),
    };
  };
  const [rows, columns] = [matrix(1), matrix(2)];
  const result = backwards ? small : large;
  const [batch = 0, height = 0, width = 0, channels = 0] = result;
  const value = call.recording.valueIn(x, IMAGE_ORDER);
  const right = backwards ? columns.weights : columns.turned;
  const left = backwards ? rows.turned : rows.weights;
  const wide = builder.node('MatMul', [value, right], {}, [
    'float32',
    [batch, channels, x.shape[1] ?? 0, width],
  ]);
  const both = builder.node('MatMul', [left, wide], {}, ['float32', [batch, channels, height, width]]);
  return call.recording.wrap(both, 'float32', result, IMAGE_ORDER);
}

export const bilinearKernels: KernelFamily = {
  ResizeBilinear: (call) => {
    const x = call.input('images');
    const [height, width] = call.attribute<[number, number]>('size');
    const large = [x.shape[0] as number, height, width, x.shape[3] as number];
    return resize(call, x, { small: x.shape, large }, false);
  },
  ResizeBilinearGrad: (call) => {
    const [images, dy] = [call.input('images'), call.input('dy')];
    return resize(call, dy, { small: images.shape, large: dy.shape }, true);
  },
};
