import type { GraphValue } from '../../graph/graph';
import { FILTER_ORDER, IMAGE_ORDER, type Recorded } from '../recorded';
import type { Recording } from '../recording';
import type { ConvolutionInfo } from './convolution';

/** Filters up to this side go through a matrix product over their shifted inputs. */
const UNROLLED_SIDE = 3;

/**
 * Gradient of a convolution with respect to its filter, [kh, kw, I, O] in filter order. Small filters are
 * one matrix product of the output gradient with every shift of the input side by side (measured fastest);
 * large ones are a convolution of the input with the output gradient as a dilated filter.
 */
export function filterGradient(
  recording: Recording,
  x: Recorded,
  dy: Recorded,
  info: ConvolutionInfo,
): Recorded {
  const small = info.filterHeight <= UNROLLED_SIDE && info.filterWidth <= UNROLLED_SIDE;
  return small ? unrolled(recording, x, dy, info) : swappedRoles(recording, x, dy, info);
}

const filterShape = (info: ConvolutionInfo) => [
  info.filterHeight,
  info.filterWidth,
  info.inChannels,
  info.outChannels,
];

/** The input with the convolution's padding around it: [N, I, H, W]. */
export function paddedImage(recording: Recording, x: Recorded, info: ConvolutionInfo): GraphValue {
  const image = recording.valueIn(x, IMAGE_ORDER);
  const { top, left, bottom, right } = info.padInfo;
  if (top + left + bottom + right === 0) return image;
  const amounts = recording.builder.indices([0, 0, top, left, 0, 0, bottom, right]);
  const [batch, channels] = image.shape as [number, number];
  const shape = [batch, channels, info.inHeight + top + bottom, info.inWidth + left + right];
  const zero = recording.builder.scalar(0);
  return recording.builder.node('Pad', [image, amounts, zero], { mode: 'constant' }, ['float32', shape]);
}

/** The input as seen by one filter position: [N, I, outH, outW]. */
export function shiftedImage(
  recording: Recording,
  image: GraphValue,
  info: ConvolutionInfo,
  row: number,
  column: number,
) {
  const { builder } = recording;
  const [batch, channels, height, width] = image.shape as [number, number, number, number];
  const [top, left] = [row * info.dilationHeight, column * info.dilationWidth];
  const stops = [
    top + (info.outHeight - 1) * info.strideHeight + 1,
    left + (info.outWidth - 1) * info.strideWidth + 1,
  ];
  const shape = [batch, channels, info.outHeight, info.outWidth];
  if (height === info.outHeight && width === info.outWidth) return image;
  const lists = [[top, left], stops, [2, 3], [info.strideHeight, info.strideWidth]];
  return builder.node('Slice', [image, ...lists.map((list) => builder.indices(list))], {}, [
    'float32',
    shape,
  ]);
}

function unrolled(recording: Recording, x: Recorded, dy: Recorded, info: ConvolutionInfo): Recorded {
  const { builder } = recording;
  const image = paddedImage(recording, x, info);
  const shifts: GraphValue[] = [];
  for (let row = 0; row < info.filterHeight; row += 1) {
    for (let column = 0; column < info.filterWidth; column += 1) {
      shifts.push(shiftedImage(recording, image, info, row, column));
    }
  }
  const [batch, places] = [info.batchSize, info.outHeight * info.outWidth];
  const [inputs, outputs, taps] = [info.inChannels, info.outChannels, shifts.length];
  const columns =
    taps === 1
      ? (shifts[0] as GraphValue)
      : builder.node('Concat', shifts, { axis: 1 }, [
          'float32',
          [batch, taps * inputs, info.outHeight, info.outWidth],
        ]);
  const left = recording.reshape(recording.valueIn(dy, IMAGE_ORDER), [batch, outputs, places]);
  const right = recording.reshape(columns, [batch, taps * inputs, places]);
  const turned = builder.node('Transpose', [right], { perm: [0, 2, 1] }, [
    'float32',
    [batch, places, taps * inputs],
  ]);
  const products = builder.node('MatMul', [left, turned], {}, ['float32', [batch, outputs, taps * inputs]]);
  const sum = builder.node('ReduceSum', [products, builder.indices([0])], { keepdims: 0 }, [
    'float32',
    [outputs, taps * inputs],
  ]);
  // [O, kh, kw, I]: physical dimension i holds logical dimension [3, 0, 1, 2][i] of [kh, kw, I, O].
  const value = recording.reshape(sum, [outputs, info.filterHeight, info.filterWidth, inputs]);
  const gradient = recording.wrap(value, 'float32', filterShape(info), [3, 0, 1, 2]);
  return recording.wrap(
    recording.valueIn(gradient, FILTER_ORDER),
    'float32',
    filterShape(info),
    FILTER_ORDER,
  );
}

function swappedRoles(recording: Recording, x: Recorded, dy: Recorded, info: ConvolutionInfo): Recorded {
  const { builder } = recording;
  const image = paddedImage(recording, x, info);
  const [batch, channels, height, width] = image.shape as [number, number, number, number];
  const asImage = builder.node('Transpose', [image], { perm: [1, 0, 2, 3] }, [
    'float32',
    [channels, batch, height, width],
  ]);
  const gradient = recording.valueIn(dy, IMAGE_ORDER);
  const asFilter = builder.node('Transpose', [gradient], { perm: [1, 0, 2, 3] }, [
    'float32',
    [info.outChannels, batch, info.outHeight, info.outWidth],
  ]);
  const attributes = {
    kernel_shape: [info.outHeight, info.outWidth],
    strides: [info.dilationHeight, info.dilationWidth],
    dilations: [info.strideHeight, info.strideWidth],
    pads: [0, 0, 0, 0],
  };
  const reach = (size: number, out: number, stride: number, step: number) =>
    Math.floor((size - ((out - 1) * stride + 1)) / step) + 1;
  const rows = reach(height, info.outHeight, info.strideHeight, info.dilationHeight);
  const columns = reach(width, info.outWidth, info.strideWidth, info.dilationWidth);
  // [I, O, rows, columns]; rows and columns past the filter come from padding that no window used.
  const whole = builder.node('Conv', [asImage, asFilter], attributes, [
    'float32',
    [channels, info.outChannels, rows, columns],
  ]);
  const lists = [
    [0, 0],
    [info.filterHeight, info.filterWidth],
    [2, 3],
    [1, 1],
  ];
  const size = [channels, info.outChannels, info.filterHeight, info.filterWidth];
  const cut =
    rows === info.filterHeight && columns === info.filterWidth
      ? whole
      : builder.node('Slice', [whole, ...lists.map((list) => builder.indices(list))], {}, ['float32', size]);
  const found = recording.wrap(cut, 'float32', filterShape(info), [2, 3, 0, 1]);
  return recording.wrap(recording.valueIn(found, FILTER_ORDER), 'float32', filterShape(info), FILTER_ORDER);
}
