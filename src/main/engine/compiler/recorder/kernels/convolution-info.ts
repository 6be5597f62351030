import { backend_util } from '@tensorflow/tfjs-core';
import type { KernelCall } from '../kernel';

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
