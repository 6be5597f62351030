import type { KernelCall, KernelFamily } from '../kernel';
import { IMAGE_ORDER, type Recorded } from '../recorded';
import { elementwise } from './elementwise';

/** Whole-number enlargement factors of a nearest-neighbour resize, or an error naming what is missing. */
function factors(
  call: KernelCall,
  from: readonly number[],
  to: readonly number[],
): readonly [number, number] {
  if (call.attribute<boolean>('alignCorners') || call.attribute<boolean>('halfPixelCenters')) {
    throw call.unsupported('aligned corners or half-pixel centres');
  }
  const [height, width] = [(to[1] ?? 0) / (from[1] ?? 1), (to[2] ?? 0) / (from[2] ?? 1)];
  if (!Number.isInteger(height) || !Number.isInteger(width)) {
    throw call.unsupported('a factor that is not a whole number');
  }
  return [height, width];
}

export const resizeKernels: KernelFamily = {
  ResizeNearestNeighbor: (call) => {
    const x = call.input('images');
    const [height, width] = call.attribute<[number, number]>('size');
    const shape = [x.shape[0] as number, height, width, x.shape[3] as number];
    const [rows, columns] = factors(call, x.shape, shape);
    const { builder } = call.recording;
    const scales = builder.constant(Float32Array.of(1, 1, rows, columns), 'float32', [4]);
    const attributes = {
      mode: 'nearest',
      coordinate_transformation_mode: 'asymmetric',
      nearest_mode: 'floor',
    };
    const inputs = [call.recording.valueIn(x, IMAGE_ORDER), null, scales];
    return call.recording.apply('Resize', inputs, attributes, x.type, shape, IMAGE_ORDER);
  },
  // Each input pixel was copied to rows × columns output pixels: its gradient is their sum.
  ResizeNearestNeighborGrad: (call): Recorded => {
    const [images, dy] = [call.input('images'), call.input('dy')];
    const [rows, columns] = factors(call, images.shape, dy.shape);
    const attributes = { kernel_shape: [rows, columns], strides: [rows, columns], pads: [0, 0, 0, 0] };
    const value = call.recording.valueIn(dy, IMAGE_ORDER);
    const mean = call.recording.apply(
      'AveragePool',
      [value],
      attributes,
      'float32',
      images.shape,
      IMAGE_ORDER,
    );
    return elementwise(call, 'Mul', mean, call.recording.filled(rows * columns, 'float32', []));
  },
};
