import { add, maxPool, mean, relu, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import type { ForwardContext } from '../nn/forward-context';
import { evenPadding, kerasConvolution, kerasDense, type KerasConvolutionOptions } from '../nn/keras-layers';
import { IMAGENET_CLASSES, type Backbone } from './backbone';
import { caffePixels } from './caffe-pixels';

const EPSILON = 1.001e-5;

/** Filters inside the bottlenecks, blocks, and the first block's stride, by stage. */
const STAGES = [
  { name: 'conv2', filters: 64, blocks: 3, stride: 1 },
  { name: 'conv3', filters: 128, blocks: 4, stride: 2 },
  { name: 'conv4', filters: 256, blocks: 6, stride: 2 },
  { name: 'conv5', filters: 512, blocks: 3, stride: 2 },
] as const;
/** A bottleneck's output is this many times as wide as its inside. */
const EXPANSION = 4;

/** ResNet50 (He 2016, version 1: the stride in the first 1 × 1 convolution) as in Keras Applications. */
export const resnet50: Backbone = {
  channels: 2048,
  stride: 32,
  preprocess: caffePixels,
  features: (context, x) => {
    const stem = { filters: 64, kernel: 7, stride: 2, padding: evenPadding(3) } as const;
    let features: Tensor = relu(normalized(context, 'conv1', x, stem));
    // Keras pads with zeros here. Every window holds a rectified value, so padding by nothing is the same.
    features = maxPool(features as Tensor4D, 3, 2, 1, 'floor');
    for (const { name, filters, blocks, stride } of STAGES) {
      for (let block = 1; block <= blocks; block += 1) {
        const layer = `${name}_block${block}`;
        features =
          block === 1
            ? bottleneck(context, layer, features, filters, stride, true)
            : bottleneck(context, layer, features, filters, 1, false);
      }
    }
    return features;
  },
  top: (context, features) => kerasDense(context, 'predictions', mean(features, [1, 2]), IMAGENET_CLASSES),
};

/** A convolution `…_conv` and its batch normalisation `…_bn`. */
const normalized = (
  context: ForwardContext,
  name: string,
  x: Tensor,
  options: KerasConvolutionOptions,
): Tensor => kerasConvolution(context, `${name}_conv`, x, options, { name: `${name}_bn`, epsilon: EPSILON });

function bottleneck(
  context: ForwardContext,
  name: string,
  x: Tensor,
  filters: number,
  stride: 1 | 2,
  projected: boolean,
): Tensor {
  const wide = filters * EXPANSION;
  const shortcut = projected ? normalized(context, `${name}_0`, x, { filters: wide, kernel: 1, stride }) : x;
  const narrow = relu(normalized(context, `${name}_1`, x, { filters, kernel: 1, stride }));
  const inner = relu(normalized(context, `${name}_2`, narrow, { filters, kernel: 3, padding: 'same' }));
  return relu(add(shortcut, normalized(context, `${name}_3`, inner, { filters: wide, kernel: 1 })));
}
