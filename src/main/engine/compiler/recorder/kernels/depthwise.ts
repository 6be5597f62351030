import type { GraphValue } from '../../graph/graph';
import type { KernelCall, KernelFamily } from '../kernel';
import { IMAGE_ORDER, type Recorded } from '../recorded';
import { convolutionAttributes, convolutionInfo, transposedAttributes } from './convolution';
import { paddedImage, shiftedImage } from './filter-gradient';

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

function inputGradient(call: KernelCall): Recorded {
  const [dy, filter] = [call.input('dy'), call.input('filter')];
  const shape = call.attribute<readonly number[]>('inputShape');
  const info = depthwiseInfo(call, shape, filter.shape, dy.shape);
  const attributes = { ...transposedAttributes(info), group: info.inChannels };
  const inputs = [call.recording.valueIn(dy, IMAGE_ORDER), groupedFilter(call, filter)];
  return call.recording.apply('ConvTranspose', inputs, attributes, 'float32', shape, IMAGE_ORDER);
}

/**
 * One sum of products a filter position: the input as that position sees it, times the output gradients of
 * the filters that share the channel.
 */
function filterGradient(call: KernelCall): Recorded {
  const [x, dy] = [call.input('x'), call.input('dy')];
  const shape = call.attribute<readonly number[]>('filterShape');
  const info = depthwiseInfo(call, x.shape, shape, dy.shape);
  const { builder } = call.recording;
  const image = paddedImage(call.recording, x, info);
  const { batchSize, inChannels, outHeight, outWidth } = info;
  const multiplier = shape[3] as number;
  const grouped = [batchSize, inChannels, multiplier, outHeight, outWidth];
  const gradient = call.recording.reshape(call.recording.valueIn(dy, IMAGE_ORDER), grouped);
  const taps: GraphValue[] = [];
  for (let row = 0; row < info.filterHeight; row += 1) {
    for (let column = 0; column < info.filterWidth; column += 1) {
      const seen = call.recording.reshape(shiftedImage(call.recording, image, info, row, column), [
        batchSize,
        inChannels,
        1,
        outHeight,
        outWidth,
      ]);
      const product = builder.node('Mul', [seen, gradient], {}, ['float32', grouped]);
      // Rows first: one long sum would lose digits.
      const rows = builder.node('ReduceSum', [product, builder.indices([4])], { keepdims: 0 }, [
        'float32',
        grouped.slice(0, 4),
      ]);
      taps.push(
        builder.node('ReduceSum', [rows, builder.indices([0, 3])], { keepdims: 0 }, [
          'float32',
          [inChannels, multiplier],
        ]),
      );
    }
  }
  const stacked = builder.node('Concat', taps, { axis: 0 }, [
    'float32',
    [taps.length * inChannels, multiplier],
  ]);
  return call.recording.wrap(call.recording.reshape(stacked, shape), 'float32', shape);
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
