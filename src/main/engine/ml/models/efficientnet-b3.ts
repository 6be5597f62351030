import { add, div, mean, mul, sigmoid, sqrt, sub, type Tensor } from '@tensorflow/tfjs-core';
import type { ForwardContext } from '../nn/forward-context';
import {
  kerasConvolution,
  kerasDense,
  kerasDepthwise,
  type KerasNormalization,
  type ZeroPadding,
} from '../nn/keras-layers';
import { IMAGENET_CLASSES, PIXEL_RANGE, type Backbone } from './backbone';
import { EFFICIENTNET_STAGES } from './efficientnet-stages';

/** B3 is B0 with this many times the channels and blocks (Tan & Le 2019, table 1 and `EfficientNetB3`). */
const WIDTH = 1.2;
const DEPTH = 1.4;
const EPSILON = 1e-3;
/** Squeezed channels for each channel that enters a block. */
const SQUEEZE = 0.25;

/** Channels of B0 widened and rounded to a multiple of eight, never more than a tenth down. */
function widened(filters: number): number {
  const wanted = filters * WIDTH;
  const rounded = Math.max(8, Math.floor((wanted + 4) / 8) * 8);
  return rounded < 0.9 * wanted ? rounded + 8 : rounded;
}

const swish = (x: Tensor): Tensor => mul(x, sigmoid(x));
const bn = (name: string): KerasNormalization => ({ name, epsilon: EPSILON });

/** The zeros that Keras puts round a picture before halving it: fewer above and left where its side is even. */
function halvingPadding(x: Tensor, kernel: number): ZeroPadding {
  const reach = Math.floor(kernel / 2);
  const before = (side: number): number => reach - (1 - (side % 2));
  return {
    top: before(x.shape[1] ?? 0),
    bottom: reach,
    left: before(x.shape[2] ?? 0),
    right: reach,
  };
}

/** EfficientNetB3 (Tan & Le 2019) as in Keras Applications. */
export const efficientnetB3: Backbone = {
  channels: widened(1280),
  stride: 32,
  // Scaling is part of the network.
  preprocess: (pixels) => pixels,
  features: (context, x) => {
    const scaled = normalizedPixels(context, x);
    const halving = { kernel: 3, stride: 2, padding: halvingPadding(x, 3), bias: false } as const;
    const stem = { ...halving, filters: widened(32) };
    let features = swish(kerasConvolution(context, 'stem_conv', scaled, stem, bn('stem_bn')));
    EFFICIENTNET_STAGES.forEach(({ blocks, stride, ...stage }, index) => {
      for (let block = 0; block < Math.ceil(DEPTH * blocks); block += 1) {
        const name = `block${index + 1}${String.fromCharCode(97 + block)}`;
        features = invertedResidual(context, name, features, { ...stage, stride: block === 0 ? stride : 1 });
      }
    });
    const top = { filters: widened(1280), kernel: 1, bias: false };
    return swish(kerasConvolution(context, 'top_conv', features, top, bn('top_bn')));
  },
  top: (context, features) => kerasDense(context, 'predictions', mean(features, [1, 2]), IMAGENET_CLASSES),
};

/** Keras's layers `Rescaling(1/255)` and `Normalization`, whose statistics come with the weights. */
function normalizedPixels(context: ForwardContext, x: Tensor): Tensor {
  const statistic = (weight: string, value: number): Tensor =>
    context.parameter({
      name: `normalization/${weight}`,
      shape: [3],
      role: 'statistic',
      initial: { kind: 'fill', value },
    });
  const middle = statistic('mean', 0);
  const variance = statistic('variance', 1);
  return div(sub(mul(x, 1 / PIXEL_RANGE), middle), sqrt(variance));
}

interface BlockShape {
  readonly kernel: number;
  readonly filters: number;
  readonly expansion: number;
  readonly stride: 1 | 2;
}

/** Widens, filters each channel by itself, weighs the channels, narrows (MBConv with squeeze-and-excitation). */
function invertedResidual(
  context: ForwardContext,
  name: string,
  x: Tensor,
  { kernel, filters, expansion, stride }: BlockShape,
): Tensor {
  const entering = x.shape[3] ?? 0;
  const leaving = widened(filters);
  const wide = { filters: entering * expansion, kernel: 1, bias: false };
  const expanded =
    expansion === 1
      ? x
      : swish(kerasConvolution(context, `${name}_expand_conv`, x, wide, bn(`${name}_expand_bn`)));
  const padding = stride === 2 ? halvingPadding(expanded, kernel) : 'same';
  const depthwise = { kernel, stride, padding } as const;
  const seen = swish(kerasDepthwise(context, `${name}_dwconv`, expanded, depthwise, bn(`${name}_bn`)));
  const weighed = excited(context, name, seen, Math.max(1, Math.floor(entering * SQUEEZE)));
  const narrow = { filters: leaving, kernel: 1, bias: false };
  const y = kerasConvolution(context, `${name}_project_conv`, weighed, narrow, bn(`${name}_project_bn`));
  return stride === 1 && entering === leaving ? add(y, x) : y;
}

/** Squeeze-and-excitation (Hu 2018): each channel times a weight that depends on all channels' means. */
function excited(context: ForwardContext, name: string, x: Tensor, squeezed: number): Tensor {
  const means = mean(x, [1, 2], true);
  const reduce = { filters: squeezed, kernel: 1 };
  const reduced = swish(kerasConvolution(context, `${name}_se_reduce`, means, reduce));
  const expand = { filters: x.shape[3] ?? 0, kernel: 1 };
  return mul(x, sigmoid(kerasConvolution(context, `${name}_se_expand`, reduced, expand)));
}
