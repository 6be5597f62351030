import { reverse, sub, tensor1d, type Tensor } from '@tensorflow/tfjs-core';

/** Mean of ImageNet's training pictures by channel, blue, green, red, in 0–255. */
const MEAN_BGR = [103.939, 116.779, 123.68];

/** `preprocess_input` in Keras's mode `caffe`: RGB becomes BGR, and the mean pixel is taken off. */
export const caffePixels = (pixels: Tensor): Tensor => sub(reverse(pixels, 3), tensor1d(MEAN_BGR));
