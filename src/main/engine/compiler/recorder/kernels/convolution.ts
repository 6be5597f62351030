import type { GraphValue } from '../../graph/graph';
import type { KernelCall, KernelFamily } from '../kernel';
import { FILTER_ORDER, IMAGE_ORDER, type Recorded } from '../recorded';
import {
  convolutionAttributes,
  convolutionInfo,
  transposedAttributes,
  type ConvolutionInfo,
} from './convolution-info';
import { filterGradient } from './filter-gradient';

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
