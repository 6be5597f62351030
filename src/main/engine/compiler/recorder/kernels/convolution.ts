import { backend_util } from '@tensorflow/tfjs-core';
import type { GraphValue } from '../../graph/graph';
import type { KernelCall, KernelFamily } from '../kernel';
import { FILTER_ORDER, IMAGE_ORDER, type Recorded } from '../recorded';
import { filterGradient } from './filter-gradient';

export type ConvolutionInfo = backend_util.Conv2DInfo;

/**
 * Sizes, padding and strides of a convolution, from its attributes as TensorFlow.js gives them.
 * @param output shape of the output where it is known, as in gradients.
 */
export function convolutionInfo(
  call: KernelCall,
  input: readonly number[],
  filter: readonly number[],
  depthwise = false,
  output?: readonly number[],
): ConvolutionInfo {
  const format = call.attribute<string | undefined>('dataFormat') ?? 'NHWC';
  if (format !== 'NHWC') throw call.unsupported(`the data format ${format}`);
  const info = backend_util.computeConv2DInfo(
    [...input] as [number, number, number, number],
    [...filter] as [number, number, number, number],
    call.attribute('strides'),
    call.attribute<number | undefined>('dilations') ?? 1,
    call.attribute('pad'),
    call.attribute('dimRoundingMode'),
    depthwise,
  );
  return withReachingPads(info, output);
}

/**
 * Sizes may be rounded up: the last windows then reach past the padding that was asked for, and ONNX has to
 * be told so in pads.
 * @param output the output's true shape, [N, H, W, C]: gradients are not told how sizes were rounded.
 */
export function withReachingPads(
  { outHeight: plainHeight, outWidth: plainWidth, ...rest }: ConvolutionInfo,
  output?: readonly number[],
): ConvolutionInfo {
  const info = { ...rest, outHeight: output?.[1] ?? plainHeight, outWidth: output?.[2] ?? plainWidth };
  const { top, left, bottom, right } = info.padInfo;
  const missing = (out: number, stride: number, window: number, size: number) =>
    Math.max(0, (out - 1) * stride + window - size);
  const { effectiveFilterHeight, effectiveFilterWidth } = info;
  const below = missing(
    info.outHeight,
    info.strideHeight,
    effectiveFilterHeight,
    info.inHeight + top + bottom,
  );
  const beside = missing(info.outWidth, info.strideWidth, effectiveFilterWidth, info.inWidth + left + right);
  return { ...info, padInfo: { ...info.padInfo, bottom: bottom + below, right: right + beside } };
}

/** ONNX attributes of a convolution: pads are [top, left, bottom, right]. */
export const convolutionAttributes = (info: ConvolutionInfo) => ({
  kernel_shape: [info.filterHeight, info.filterWidth],
  strides: [info.strideHeight, info.strideWidth],
  dilations: [info.dilationHeight, info.dilationWidth],
  pads: [info.padInfo.top, info.padInfo.left, info.padInfo.bottom, info.padInfo.right],
});

/**
 * Attributes of the transposed convolution that leads from a window operator's output back to its input.
 * Rows and columns that no window reached still belong to the input: they get a zero gradient.
 */
export function transposedAttributes(info: ConvolutionInfo) {
  const { top, left, bottom, right } = info.padInfo;
  const covered = (out: number, stride: number, dilation: number, kernel: number) =>
    (out - 1) * stride + dilation * (kernel - 1) + 1;
  const height = covered(info.outHeight, info.strideHeight, info.dilationHeight, info.filterHeight);
  const width = covered(info.outWidth, info.strideWidth, info.dilationWidth, info.filterWidth);
  return {
    ...convolutionAttributes(info),
    output_padding: [info.inHeight + top + bottom - height, info.inWidth + left + right - width],
  };
}

/** Gradient of a convolution with respect to its input. */
function inputGradient(call: KernelCall): Recorded {
  const [dy, filter] = [call.input('dy'), call.input('filter')];
  const inputShape = call.attribute<readonly number[]>('inputShape');
  const info = convolutionInfo(call, inputShape, filter.shape, false, dy.shape);
  const gradient = call.recording.valueIn(dy, IMAGE_ORDER);
  const { top, left, bottom, right } = info.padInfo;
  const plain =
    Math.max(info.strideHeight, info.strideWidth, info.dilationHeight, info.dilationWidth) === 1 &&
    Math.max(top, bottom) < info.filterHeight &&
    Math.max(left, right) < info.filterWidth;
  return plain
    ? flippedConvolution(call, gradient, filter, info)
    : transposedConvolution(call, gradient, filter, info);
}

/** At stride 1 the gradient is a convolution with the filter turned by 180° and its channels swapped. */
function flippedConvolution(
  call: KernelCall,
  dy: GraphValue,
  filter: Recorded,
  info: ConvolutionInfo,
): Recorded {
  const { builder } = call.recording;
  // [I, O, kh, kw] out of [kh, kw, I, O].
  const swapped = call.recording.valueIn(filter, [2, 3, 0, 1]);
  const lists = [
    [-1, -1],
    [Number.MIN_SAFE_INTEGER, Number.MIN_SAFE_INTEGER],
    [2, 3],
    [-1, -1],
  ];
  const flipped =
    info.filterHeight * info.filterWidth === 1
      ? swapped
      : builder.node('Slice', [swapped, ...lists.map((list) => builder.indices(list))], {}, [
          'float32',
          swapped.shape,
        ]);
  const { top, left, bottom, right } = info.padInfo;
  const [h, w] = [info.filterHeight - 1, info.filterWidth - 1];
  const attributes = {
    kernel_shape: [info.filterHeight, info.filterWidth],
    strides: [1, 1],
    dilations: [1, 1],
    pads: [h - top, w - left, h - bottom, w - right],
  };
  return call.recording.apply('Conv', [dy, flipped], attributes, 'float32', info.inShape, IMAGE_ORDER);
}

function transposedConvolution(
  call: KernelCall,
  dy: GraphValue,
  filter: Recorded,
  info: ConvolutionInfo,
): Recorded {
  const attributes = transposedAttributes(info);
  const weights = call.recording.valueIn(filter, FILTER_ORDER);
  return call.recording.apply(
    'ConvTranspose',
    [dy, weights],
    attributes,
    'float32',
    info.inShape,
    IMAGE_ORDER,
  );
}

export const convolutionKernels: KernelFamily = {
  Conv2D: (call) => {
    const [x, filter] = [call.input('x'), call.input('filter')];
    const info = convolutionInfo(call, x.shape, filter.shape);
    const inputs = [call.recording.valueIn(x, IMAGE_ORDER), call.recording.valueIn(filter, FILTER_ORDER)];
    return call.recording.apply(
      'Conv',
      inputs,
      convolutionAttributes(info),
      'float32',
      info.outShape,
      IMAGE_ORDER,
    );
  },
  Conv2DBackpropInput: inputGradient,
  Conv2DBackpropFilter: (call) => {
    const [x, dy] = [call.input('x'), call.input('dy')];
    const info = convolutionInfo(call, x.shape, call.attribute('filterShape'), false, dy.shape);
    return filterGradient(call.recording, x, dy, info);
  },
};
