import type { GraphValue } from '../../graph/graph';
import { FILTER_ORDER, IMAGE_ORDER, type Recorded } from '../recorded';
import type { Recording } from '../recording';
import type { ConvolutionInfo } from './convolution-info';
import { imagePhases, type Phase } from './image-phases';
import { flattened, staggered, withZerosAround } from './staggered';

/**
 * Gradient of a convolution with respect to its filter, [kh, kw, I, O] in filter order. As a rule one matrix
 * product of moved copies; where copying would cost more than the product, a convolution of the input with
 * the output gradient as a dilated filter.
 */
export function filterGradient(
  recording: Recording,
  x: Recorded,
  dy: Recorded,
  info: ConvolutionInfo,
): Recorded {
  const { filterHeight, filterWidth, inChannels, outChannels } = info;
  const copied = filterHeight * outChannels + filterWidth * inChannels;
  const small = filterHeight * filterWidth <= SMALL_FILTER;
  return small || copied <= inChannels * outChannels
    ? movedCopies(recording, x, dy, info)
    : swappedRoles(recording, x, dy, info);
}

/** Positions of a filter up to which copies were measured to be the faster way whatever the channels. */
const SMALL_FILTER = 9;

const filterShape = (info: ConvolutionInfo) => [
  info.filterHeight,
  info.filterWidth,
  info.inChannels,
  info.outChannels,
];

/** The input with the convolution's padding around it: [N, I, H, W]. */
const paddedImage = (recording: Recording, x: Recorded, { padInfo }: ConvolutionInfo): GraphValue =>
  withZerosAround(recording, recording.valueIn(x, IMAGE_ORDER), padInfo);

/** A filter row or column: which phase of the strided image it meets, and how far along in it. */
interface Tap {
  readonly phase: number;
  readonly shift: number;
}

const taps = (size: number, dilation: number, stride: number): readonly Tap[] =>
  Array.from({ length: size }, (_, index) => ({
    phase: (index * dilation) % stride,
    shift: Math.floor((index * dilation) / stride),
  }));

const roundedUp = (size: number, multiple: number): number => Math.ceil(size / multiple) * multiple;

/**
 * One matrix product for all positions of the filter. Both images are laid out flat with the same row pitch,
 * so that moving by (row, column) is moving by row × pitch + column. The output gradient is repeated once a
 * filter row, each time moved by that many rows, and the input once a filter column, moved by columns; the
 * product of the two holds every combination. A stride cuts the input into phases, one product each for
 * those of different rows.
 */
function movedCopies(recording: Recording, x: Recorded, dy: Recorded, info: ConvolutionInfo): Recorded {
  const { builder } = recording;
  const { strideHeight, strideWidth, filterHeight, filterWidth, inChannels, outChannels } = info;
  const { top, left, bottom, right } = info.padInfo;
  const height = roundedUp(info.inHeight + top + bottom, strideHeight);
  const width = roundedUp(info.inWidth + left + right, strideWidth);
  const image = withZerosAround(recording, recording.valueIn(x, IMAGE_ORDER), {
    top,
    left,
    bottom: height - info.inHeight - top,
    right: width - info.inWidth - left,
  });
  const pitch = width / strideWidth;
  // The gradient's rows become as long as the input's; the zeros at their ends meet whatever lies there.
  const gradient = flattened(
    recording,
    withZerosAround(recording, recording.valueIn(dy, IMAGE_ORDER), { right: pitch - info.outWidth }),
  );
  const rows = taps(filterHeight, info.dilationHeight, strideHeight);
  const columns = taps(filterWidth, info.dilationWidth, strideWidth);
  const rowPhases = [...new Set(rows.map(({ phase }) => phase))];
  const wanted: readonly Phase[] = rowPhases.flatMap((row) =>
    [...new Set(columns.map(({ phase }) => phase))].map((column) => ({ row, column })),
  );
  const phases = imagePhases(recording, image, [strideHeight, strideWidth], wanted);
  const furthest = Math.max(...columns.map(({ shift }) => shift));
  const length = (height / strideHeight) * pitch + furthest;
  const products = rowPhases.map((rowPhase) => {
    const inputs = columns.map(({ phase, shift }) => {
      const index = wanted.findIndex(({ row, column }) => row === rowPhase && column === phase);
      return { signal: flattened(recording, phases[index] as GraphValue), offset: furthest - shift };
    });
    const gradients = rows
      .filter(({ phase }) => phase === rowPhase)
      .map(({ shift }) => ({ signal: gradient, offset: shift * pitch + furthest }));
    const product = summedProduct(
      recording,
      staggered(recording, gradients, length),
      staggered(recording, inputs, length),
    );
    return recording.reshape(product, [outChannels, gradients.length, inChannels, filterWidth]);
  });
  const shape = [outChannels, filterHeight, inChannels, filterWidth];
  const [only] = products;
  const joined =
    products.length === 1 && only ? only : builder.node('Concat', products, { axis: 1 }, ['float32', shape]);
  const found = recording.wrap(
    inRowOrder(recording, joined, rows, rowPhases),
    'float32',
    filterShape(info),
    [3, 0, 2, 1],
  );
  return recording.wrap(recording.valueIn(found, FILTER_ORDER), 'float32', filterShape(info), FILTER_ORDER);
}

/** Brings filter rows, grouped by phase, back into their order: [O, kh, I, kw]. */
function inRowOrder(
  { builder }: Recording,
  grouped: GraphValue,
  rows: readonly Tap[],
  rowPhases: readonly number[],
): GraphValue {
  const order = rowPhases.flatMap((phase) => rows.flatMap((tap, row) => (tap.phase === phase ? [row] : [])));
  if (order.every((row, place) => row === place)) return grouped;
  const places = builder.indices(rows.map((_, row) => order.indexOf(row)));
  return builder.node('Gather', [grouped, places], { axis: 1 }, ['float32', grouped.shape]);
}

/** Σ over the batch of a · bᵀ: [N, A, L] and [N, B, L] give [A, B]. */
function summedProduct({ builder }: Recording, a: GraphValue, b: GraphValue): GraphValue {
  const [batch, rows, length] = a.shape as [number, number, number];
  const columns = b.shape[1] as number;
  const turned = builder.node('Transpose', [b], { perm: [0, 2, 1] }, ['float32', [batch, length, columns]]);
  const products = builder.node('MatMul', [a, turned], {}, ['float32', [batch, rows, columns]]);
  return builder.node('ReduceSum', [products, builder.indices([0])], { keepdims: 0 }, [
    'float32',
    [rows, columns],
  ]);
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
