import { backend_util } from '@tensorflow/tfjs-core';
import { elementCount } from '../../graph/graph';
import type { KernelCall, KernelFamily } from '../kernel';
import { IMAGE_ORDER, physicalShape, type Recorded } from '../recorded';
import { convolutionAttributes, transposedAttributes, withReachingPads } from './convolution-info';

type PoolInfo = backend_util.Conv2DInfo;

function poolInfo(call: KernelCall, x: Recorded, output?: readonly number[]): PoolInfo {
  const info = backend_util.computePool2DInfo(
    [...x.shape] as [number, number, number, number],
    call.attribute('filterSize'),
    call.attribute('strides'),
    1,
    call.attribute('pad'),
    call.attribute('dimRoundingMode'),
  );
  return withReachingPads(info, output);
}

/** Attributes of a pooling window; ONNX pooling below operator set 19 has no dilations. */
function windowAttributes(info: PoolInfo) {
  const { kernel_shape, strides, pads } = convolutionAttributes(info);
  return { kernel_shape, strides, pads };
}

function pool(call: KernelCall, op: 'MaxPool' | 'AveragePool'): Recorded {
  const x = call.input('x');
  const info = poolInfo(call, x);
  const image = call.recording.valueIn(x, IMAGE_ORDER);
  return call.recording.apply(op, [image], windowAttributes(info), 'float32', info.outShape, IMAGE_ORDER);
}

/**
 * Each window sends its gradient to its first largest element. Windows may overlap, so the gradients are
 * added up at the places that the pool itself reports; comparing with the enlarged output would send a
 * tied window's gradient to several places.
 */
function maxPoolGradient(call: KernelCall): Recorded {
  const [dy, x] = [call.input('dy'), call.input('input')];
  const info = poolInfo(call, x, dy.shape);
  const { builder } = call.recording;
  const image = call.recording.valueIn(x, IMAGE_ORDER);
  const outShape = physicalShape(dy.shape, IMAGE_ORDER);
  const [, places] = builder.nodeWithOutputs('MaxPool', [image], windowAttributes(info), [
    ['float32', outShape],
    ['int64', outShape],
  ]);
  if (!places) throw call.unsupported('a pool that reports no places');
  const size = physicalShape(x.shape, IMAGE_ORDER);
  if (tilesExactly(info)) {
    const { kernel_shape, strides } = windowAttributes(info);
    const inputs = [call.recording.valueIn(dy, IMAGE_ORDER), places];
    const spread = builder.node('MaxUnpool', inputs, { kernel_shape, strides }, ['float32', size]);
    return call.recording.wrap(spread, 'float32', x.shape, IMAGE_ORDER);
  }
  const flat = [elementCount(outShape)];
  const zeros = call.recording.anyValue(call.recording.filled(0, 'float32', [elementCount(x.shape)]));
  const updates = call.recording.reshape(call.recording.valueIn(dy, IMAGE_ORDER), flat);
  const attributes = { axis: 0, reduction: 'add' };
  const inputs = [zeros, call.recording.reshape(places, flat), updates];
  const sum = builder.node('ScatterElements', inputs, attributes, ['float32', [elementCount(x.shape)]]);
  const shaped = call.recording.reshape(sum, size);
  return call.recording.wrap(shaped, 'float32', x.shape, IMAGE_ORDER);
}

/** Whether windows lie side by side and cover the picture: each element then belongs to just one. */
const tilesExactly = (info: PoolInfo): boolean =>
  info.strideHeight === info.filterHeight &&
  info.strideWidth === info.filterWidth &&
  info.outHeight * info.strideHeight === info.inHeight &&
  info.outWidth * info.strideWidth === info.inWidth;

/** Elements of the picture, not of its padding, that each window covers: [1, 1, outH, outW]. */
function windowCounts(info: PoolInfo): Float32Array {
  const covered = (out: number, stride: number, before: number, kernel: number, size: number) => {
    const start = out * stride - before;
    return Math.min(size, start + kernel) - Math.max(0, start);
  };
  return Float32Array.from({ length: info.outHeight * info.outWidth }, (_, index) => {
    const [row, column] = [Math.floor(index / info.outWidth), index % info.outWidth];
    return (
      covered(row, info.strideHeight, info.padInfo.top, info.filterHeight, info.inHeight) *
      covered(column, info.strideWidth, info.padInfo.left, info.filterWidth, info.inWidth)
    );
  });
}

/** Each window spreads its gradient evenly: a transposed convolution with ones, channel by channel. */
function averagePoolGradient(call: KernelCall): Recorded {
  const [dy, x] = [call.input('dy'), call.input('input')];
  const info = poolInfo(call, x, dy.shape);
  const { builder } = call.recording;
  const counts = builder.constant(windowCounts(info), 'float32', [1, 1, info.outHeight, info.outWidth]);
  const gradient = call.recording.valueIn(dy, IMAGE_ORDER);
  const share = builder.node('Div', [gradient, counts], {}, ['float32', gradient.shape]);
  const kernel = [info.inChannels, 1, info.filterHeight, info.filterWidth];
  const ones = builder.constant(new Float32Array(elementCount(kernel)).fill(1), 'float32', kernel);
  const attributes = { ...transposedAttributes(info), group: info.inChannels };
  return call.recording.apply('ConvTranspose', [share, ones], attributes, 'float32', x.shape, IMAGE_ORDER);
}

export const poolingKernels: KernelFamily = {
  MaxPool: (call) => pool(call, 'MaxPool'),
  AvgPool: (call) => pool(call, 'AveragePool'),
  MaxPoolGrad: maxPoolGradient,
  AvgPoolGrad: averagePoolGradient,
};
