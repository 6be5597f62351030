import type { KernelCall, KernelFamily } from '../kernel';
import { IMAGE_ORDER, type Recorded } from '../recorded';
import { elementwise, numeral } from './elementwise';
import { resizeSeparably, type Interpolation } from './resize-separable';

/** Which of `from` rows each of `to` rows shows, by TensorFlow's rules. */
function nearestRows(call: KernelCall, from: number, to: number): readonly number[] {
  const alignCorners = call.attribute<boolean>('alignCorners');
  const shift = call.attribute<boolean | undefined>('halfPixelCenters') ? 0.5 : 0;
  const scale = alignCorners && to > 1 ? (from - 1) / (to - 1) : from / to;
  return Array.from({ length: to }, (_, row) => {
    const place = (row + shift) * scale;
    return Math.min(from - 1, alignCorners ? Math.round(place) : Math.floor(place));
  });
}

/** The same as a matrix of zeros and ones. */
const nearest =
  (call: KernelCall): Interpolation =>
  (from, to) => {
    const weights = new Float32Array(from * to);
    nearestRows(call, from, to).forEach((row, out) => {
      weights[out * from + row] = 1;
    });
    return weights;
  };

/** Whole-number enlargement factors where each pixel becomes a block of equal ones; else null. */
function blocks(
  call: KernelCall,
  from: readonly number[],
  to: readonly number[],
): readonly [number, number] | null {
  const factor = (axis: number): number | null => {
    const [small, large] = [from[axis] as number, to[axis] as number];
    const times = large / small;
    if (!Number.isInteger(times)) return null;
    const rows = nearestRows(call, small, large);
    return rows.every((row, out) => row === Math.floor(out / times)) ? times : null;
  };
  const [rows, columns] = [factor(1), factor(2)];
  return rows && columns ? [rows, columns] : null;
}

export const nearestKernels: KernelFamily = {
  ResizeNearestNeighbor: (call) => {
    const x = call.input('images');
    const { builder } = call.recording;
    const [height, width] = call.attribute<[number, number]>('size');
    const [batch = 0, inHeight = 0, inWidth = 0, channels = 0] = x.shape;
    const shape = [batch, height, width, channels];
    const value = call.recording.valueIn(x, IMAGE_ORDER);
    const block = blocks(call, x.shape, shape);
    if (block) {
      const scales = builder.constant(Float32Array.of(1, 1, ...block), 'float32', [4]);
      const attributes = {
        mode: 'nearest',
        coordinate_transformation_mode: 'asymmetric',
        nearest_mode: 'floor',
      };
      return call.recording.apply('Resize', [value, null, scales], attributes, x.type, shape, IMAGE_ORDER);
    }
    const rows = builder.indices(nearestRows(call, inHeight, height));
    const columns = builder.indices(nearestRows(call, inWidth, width));
    const tall = builder.node('Gather', [value, rows], { axis: 2 }, [
      x.type,
      [batch, channels, height, inWidth],
    ]);
    return call.recording.apply('Gather', [tall, columns], { axis: 3 }, x.type, shape, IMAGE_ORDER);
  },
  // A pixel's gradient is the sum over the pixels that show it: over a block, a mean times its size.
  ResizeNearestNeighborGrad: (call): Recorded => {
    const [images, dy] = [call.input('images'), call.input('dy')];
    const block = blocks(call, images.shape, dy.shape);
    if (!block) {
      return resizeSeparably(call, dy, { small: images.shape, large: dy.shape }, nearest(call), true);
    }
    const attributes = { kernel_shape: block, strides: block, pads: [0, 0, 0, 0] };
    const value = call.recording.valueIn(dy, IMAGE_ORDER);
    const mean = call.recording.apply(
      'AveragePool',
      [value],
      attributes,
      'float32',
      images.shape,
      IMAGE_ORDER,
    );
    return elementwise(call, 'Mul', mean, numeral(call, block[0] * block[1]));
  },
};
