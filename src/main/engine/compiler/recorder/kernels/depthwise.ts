import type { GraphValue } from '../../graph/graph';
import type { KernelCall, KernelFamily } from '../kernel';
import { IMAGE_ORDER, type Recorded } from '../recorded';
import {
  convolutionAttributes,
  convolutionInfo,
  transposedAttributes,
  type ConvolutionInfo,
} from './convolution-info';

const depthwiseInfo = (
  call: KernelCall,
  input: readonly number[],
  filter: readonly number[],
  output?: readonly number[],
) => convolutionInfo(call, input, filter, true, output);

/** [kh, kw, C, M] as ONNX's grouped filter [C × M, 1, kh, kw]. */
function groupedFilter(call: KernelCall, filter: Recorded): GraphValue {
  const [height, width, channels, multiplier] = filter.shape as [number, number, number, number];
  const ordered = call.recording.valueIn(filter, [2, 3, 0, 1]);
  return call.recording.reshape(ordered, [channels * multiplier, 1, height, width]);
}

/**
 * With stride 1 a convolution with the filters turned round, which ONNX Runtime runs channels in parallel; its
 * transposed convolution takes one after the other.
 */
function inputGradient(call: KernelCall): Recorded {
  const [dy, filter] = [call.input('dy'), call.input('filter')];
  const shape = call.attribute<readonly number[]>('inputShape');
  const info = depthwiseInfo(call, shape, filter.shape, dy.shape);
  const grouped = groupedFilter(call, filter);
  const gradient = call.recording.valueIn(dy, IMAGE_ORDER);
  const single = info.outChannels === info.inChannels && info.strideHeight === 1 && info.strideWidth === 1;
  const turned = single ? turnedPads(info) : null;
  if (!turned) {
    const attributes = { ...transposedAttributes(info), group: info.inChannels };
    return call.recording.apply(
      'ConvTranspose',
      [gradient, grouped],
      attributes,
      'float32',
      shape,
      IMAGE_ORDER,
    );
  }
  const attributes = { ...convolutionAttributes(info), pads: turned, group: info.inChannels };
  const inputs = [gradient, turnedRound(call, grouped)];
  return call.recording.apply('Conv', inputs, attributes, 'float32', shape, IMAGE_ORDER);
}

/** Pads of the convolution back, [top, left, bottom, right]; null where one would be negative. */
function turnedPads(info: ConvolutionInfo): readonly number[] | null {
  const { top, left } = info.padInfo;
  const before = [info.effectiveFilterHeight - 1 - top, info.effectiveFilterWidth - 1 - left] as const;
  const after = [info.inHeight - info.outHeight + top, info.inWidth - info.outWidth + left] as const;
  const pads = [...before, ...after];
  return pads.every((pad) => pad >= 0) ? pads : null;
}

/** Filters [F, 1, kh, kw], rows and columns reversed. */
function turnedRound(call: KernelCall, filters: GraphValue): GraphValue {
  const { builder } = call.recording;
  const least = -(2 ** 31);
  const bounds = [
    [-1, -1],
    [least, least],
    [2, 3],
    [-1, -1],
  ].map((values) => builder.indices(values));
  return builder.node('Slice', [filters, ...bounds], {}, ['float32', filters.shape]);
}

/**
 * One convolution for all filters: each channel of each picture is a group of its own, the output gradients are its
 * filter, and strides and dilations change places. What is left is the sum over the batch.
 */
function filterGradient(call: KernelCall): Recorded {
  const [x, dy] = [call.input('x'), call.input('dy')];
  const shape = call.attribute<readonly number[]>('filterShape');
  const info = depthwiseInfo(call, x.shape, shape, dy.shape);
  const { builder } = call.recording;
  const { batchSize, inChannels, inHeight, inWidth, outHeight, outWidth, filterHeight, filterWidth } = info;
  const { top, left, bottom, right } = info.padInfo;
  const multiplier = shape[3] as number;
  const groups = batchSize * inChannels;
  const images = call.recording.reshape(call.recording.valueIn(x, IMAGE_ORDER), [
    1,
    groups,
    inHeight,
    inWidth,
  ]);
  const gradients = call.recording.reshape(call.recording.valueIn(dy, IMAGE_ORDER), [
    groups * multiplier,
    1,
    outHeight,
    outWidth,
  ]);
  // Rows and columns that no window reached would give positions that the filter does not have.
  const positions = (size: number, pads: number, out: number, stride: number, dilation: number): number =>
    Math.floor((size + pads - (out - 1) * stride - 1) / dilation) + 1;
  const high = positions(inHeight, top + bottom, outHeight, info.strideHeight, info.dilationHeight);
  const wide = positions(inWidth, left + right, outWidth, info.strideWidth, info.dilationWidth);
  const attributes = {
    kernel_shape: [outHeight, outWidth],
    strides: [info.dilationHeight, info.dilationWidth],
    dilations: [info.strideHeight, info.strideWidth],
    pads: [top, left, bottom, right],
    group: groups,
  };
  let found = builder.node('Conv', [images, gradients], attributes, [
    'float32',
    [1, groups * multiplier, high, wide],
  ]);
  if (high > filterHeight || wide > filterWidth) {
    const bounds = [
      [0, 0],
      [filterHeight, filterWidth],
      [2, 3],
    ].map((values) => builder.indices(values));
    found = builder.node('Slice', [found, ...bounds], {}, [
      'float32',
      [1, groups * multiplier, filterHeight, filterWidth],
    ]);
  }
  const byPicture = [batchSize, inChannels, multiplier, filterHeight, filterWidth];
  const summed = builder.node(
    'ReduceSum',
    [call.recording.reshape(found, byPicture), builder.indices([0])],
    { keepdims: 0 },
    ['float32', byPicture.slice(1)],
  );
  return call.recording.wrap(summed, 'float32', shape, [2, 3, 0, 1]);
}

export const depthwiseKernels: KernelFamily = {
  DepthwiseConv2dNative: (call) => {
    const [x, filter] = [call.input('x'), call.input('filter')];
    const info = depthwiseInfo(call, x.shape, filter.shape);
    const attributes = { ...convolutionAttributes(info), group: info.inChannels };
    const inputs = [call.recording.valueIn(x, IMAGE_ORDER), groupedFilter(call, filter)];
    return call.recording.apply('Conv', inputs, attributes, 'float32', info.outShape, IMAGE_ORDER);
  },
  DepthwiseConv2dNativeBackpropInput: inputGradient,
  DepthwiseConv2dNativeBackpropFilter: filterGradient,
};
