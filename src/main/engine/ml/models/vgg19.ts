import { maxPool, relu, reshape, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import { kerasConvolution, kerasDense } from '../nn/keras-layers';
import { IMAGENET_CLASSES, type Backbone } from './backbone';
import { caffePixels } from './caffe-pixels';

/** Filters and convolutions of each block; a pool halves the picture after each. */
const BLOCKS = [
  { filters: 64, convolutions: 2 },
  { filters: 128, convolutions: 2 },
  { filters: 256, convolutions: 4 },
  { filters: 512, convolutions: 4 },
  { filters: 512, convolutions: 4 },
] as const;

const HIDDEN_UNITS = 4096;

/** VGG19 (Simonyan & Zisserman 2015) as in Keras Applications. */
export const vgg19: Backbone = {
  channels: 512,
  stride: 32,
  preprocess: caffePixels,
  features: (context, x) => {
    let features = x;
    BLOCKS.forEach(({ filters, convolutions }, block) => {
      for (let index = 1; index <= convolutions; index += 1) {
        const layer = `block${block + 1}_conv${index}`;
        const options = { filters, kernel: 3, padding: 'same' } as const;
        features = relu(kerasConvolution(context, layer, features, options));
      }
      features = maxPool(features as Tensor4D, 2, 2, 'valid');
    });
    return features;
  },
  top: (context, features) => {
    const [batch = 0, ...cells] = features.shape;
    const flat: Tensor = reshape(features, [batch, cells.reduce((product, size) => product * size, 1)]);
    const first = relu(kerasDense(context, 'fc1', flat, HIDDEN_UNITS));
    const second = relu(kerasDense(context, 'fc2', first, HIDDEN_UNITS));
    return kerasDense(context, 'predictions', second, IMAGENET_CLASSES);
  },
};
