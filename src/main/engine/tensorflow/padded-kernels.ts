import { backend_util, tensor1d, type TensorInfo } from '@tensorflow/tfjs-core';
import type { NativeAttribute, NativeBackend } from './native-backend';

export type Padding = 'same' | 'valid' | number | backend_util.ExplicitPadding;
type Inputs = Readonly<Record<string, TensorInfo>>;
type Pair = [number, number] | number;

/** The attributes that kernels with a sliding window have in common; filters and pools add their own. */
export interface WindowAttributes {
  readonly strides: Pair;
  readonly dilations?: Pair | null;
  readonly pad: Padding;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly filterSize?: Pair;
  readonly inputShape?: readonly number[];
  readonly filterShape?: readonly number[];
}

/** Runs one of TensorFlow's operators under a padding of given rows and columns. */
export type PaddedKernel = (
  backend: NativeBackend,
  inputs: Inputs,
  attributes: WindowAttributes,
) => TensorInfo;

type Shape4D = [number, number, number, number];
const shape4D = (shape: readonly number[] | undefined): Shape4D => shape as Shape4D;

/** Rows and columns that a convolution [N, H, W, C] pads with, and its strides and dilations. */
function convolution(
  x: readonly number[] | undefined,
  filter: readonly number[] | undefined,
  depthwise: boolean,
  at: WindowAttributes,
) {
  const { strides, dilations, pad, dimRoundingMode } = at;
  return backend_util.computeConv2DInfo(
    shape4D(x),
    shape4D(filter),
    strides,
    dilations ?? 1,
    pad,
    dimRoundingMode,
    depthwise,
  );
}

const pool = (
  x: readonly number[] | undefined,
  { filterSize, strides, pad, dimRoundingMode }: WindowAttributes,
) => backend_util.computePool2DInfo(shape4D(x), filterSize ?? 1, strides, 1, pad, dimRoundingMode);

type Window = backend_util.Conv2DInfo;

/** What TensorFlow's windowed operators are told alike. */
function windowAttributes({ binding }: NativeBackend, window: Window): readonly NativeAttribute[] {
  const { top, bottom, left, right } = window.padInfo;
  const ints = (name: string, value: readonly number[]) => ({ name, type: binding.TF_ATTR_INT, value });
  const text = (name: string, value: string) => ({ name, type: binding.TF_ATTR_STRING, value });
  return [
    { name: 'T', type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT },
    ints('strides', [1, window.strideHeight, window.strideWidth, 1]),
    text('padding', 'EXPLICIT'),
    ints('explicit_paddings', [0, 0, top, bottom, left, right, 0, 0]),
    text('data_format', 'NHWC'),
  ];
}

function convolve(
  backend: NativeBackend,
  operator: string,
  window: Window,
  inputs: readonly TensorInfo[],
): TensorInfo {
  const { TF_ATTR_INT, TF_ATTR_BOOL } = backend.binding;
  const dilations = [1, window.dilationHeight, window.dilationWidth, 1];
  const attributes = [
    ...windowAttributes(backend, window),
    { name: 'dilations', type: TF_ATTR_INT, value: dilations },
    ...(operator.startsWith('Conv2D') ? [{ name: 'use_cudnn_on_gpu', type: TF_ATTR_BOOL, value: true }] : []),
  ];
  return backend.executeSingleOutput(operator, attributes, inputs);
}

function maximum(
  backend: NativeBackend,
  operator: string,
  window: Window,
  inputs: readonly TensorInfo[],
): TensorInfo {
  const ksize = [1, window.filterHeight, window.filterWidth, 1];
  const attributes = [
    ...windowAttributes(backend, window),
    { name: 'ksize', type: backend.binding.TF_ATTR_INT, value: ksize },
  ];
  return backend.executeSingleOutput(operator, attributes, inputs);
}

/** Gives a shape to an operator, which takes it as a tensor. */
function withShape(shape: readonly number[], run: (sizes: TensorInfo) => TensorInfo): TensorInfo {
  const sizes = tensor1d([...shape], 'int32');
  try {
    return run(sizes);
  } finally {
    sizes.dispose();
  }
}

const forward =
  (operator: string, depthwise: boolean): PaddedKernel =>
  (backend, { x, filter }, attributes) =>
    convolve(backend, operator, convolution(x?.shape, filter?.shape, depthwise, attributes), [x!, filter!]);

const backToInput =
  (operator: string, depthwise: boolean): PaddedKernel =>
  (backend, { dy, filter }, attributes) => {
    const window = convolution(attributes.inputShape, filter?.shape, depthwise, attributes);
    return withShape(window.inShape, (sizes) => convolve(backend, operator, window, [sizes, filter!, dy!]));
  };

const backToFilter =
  (operator: string, depthwise: boolean): PaddedKernel =>
  (backend, { x, dy }, attributes) => {
    const window = convolution(x?.shape, attributes.filterShape, depthwise, attributes);
    return withShape(window.filterShape, (sizes) => convolve(backend, operator, window, [x!, sizes, dy!]));
  };

/** The kernels that the binding has for `same` and `valid` only, while TensorFlow itself takes any padding. */
export const PADDED_KERNELS: Readonly<Record<string, PaddedKernel>> = {
  Conv2D: forward('Conv2D', false),
  Conv2DBackpropInput: backToInput('Conv2DBackpropInput', false),
  Conv2DBackpropFilter: backToFilter('Conv2DBackpropFilter', false),
  DepthwiseConv2dNative: forward('DepthwiseConv2dNative', true),
  DepthwiseConv2dNativeBackpropInput: backToInput('DepthwiseConv2dNativeBackpropInput', true),
  DepthwiseConv2dNativeBackpropFilter: backToFilter('DepthwiseConv2dNativeBackpropFilter', true),
  MaxPool: (backend, { x }, attributes) => maximum(backend, 'MaxPool', pool(x?.shape, attributes), [x!]),
  MaxPoolGrad: (backend, { dy, input, output }, attributes) =>
    maximum(backend, 'MaxPoolGrad', pool(input?.shape, attributes), [input!, output!, dy!]),
};
