import * as tf from '@tensorflow/tfjs-core';

type Image = tf.Tensor4D;
type Shape = readonly number[];
type Case = readonly [inputs: readonly Shape[], compute: (x: tf.Tensor, y: tf.Tensor) => tf.Tensor];

const PICTURE = [2, 7, 9, 3];
const EVEN = [2, 8, 6, 3];
const ROWS = [6, 5];

const convolution = (stride: number, pad: Parameters<typeof tf.conv2d>[3]) => (x: tf.Tensor, w: tf.Tensor) =>
  tf.conv2d(x as Image, w as Image, stride, pad, 'NHWC', 1, typeof pad === 'number' ? 'floor' : undefined);

const transposed = (pad: 'same' | 'valid', size: readonly [number, number]) => (x: tf.Tensor, w: tf.Tensor) =>
  tf.conv2dTranspose(x as Image, w as Image, [2, ...size, 4], 2, pad);

/** Rounded to multiples of a half, so that many are equal; the gradient passes as if it were not. */
function tied(x: tf.Tensor): tf.Tensor {
  const rounding = tf.customGrad((...args) => {
    const [value] = args as unknown as [tf.Tensor];
    return { value: tf.div(tf.round(tf.mul(value, 2)), 2), gradFunc: (dy: tf.Tensor) => dy };
  });
  return rounding(x);
}

const maximum = (x: tf.Tensor, side: number, stride: number, pad: number) =>
  tf.maxPool(x as Image, side, stride, pad, 'floor');

const bilinear = (size: [number, number], aligned: boolean) => (x: tf.Tensor) =>
  tf.image.resizeBilinear(x as Image, size, aligned, !aligned);
const nearest = (size: [number, number], halfPixel: boolean) => (x: tf.Tensor) =>
  tf.image.resizeNearestNeighbor(x as Image, size, false, halfPixel);

/** The mean over rows of minus the log-probability of each row's class. */
function crossEntropy(logits: tf.Tensor): tf.Tensor {
  const classes = tf.oneHot(tf.tensor1d([0, 4, 2, 2, 1, 3], 'int32'), 5, 1, 0, 'float32');
  return tf.neg(tf.mean(tf.sum(tf.mul(tf.logSoftmax(logits), classes), 1)));
}

/** What `kernel_cases.py` computes under the same names. Pictures are NHWC, filters HWIO. */
export const KERNEL_CASES: Readonly<Record<string, Case>> = {
  'convolution padded unevenly': [
    [PICTURE, [3, 3, 3, 4]],
    convolution(2, [
      [0, 0],
      [0, 1],
      [1, 2],
      [0, 0],
    ]),
  ],
  'convolution padded by one': [[EVEN, [3, 3, 3, 4]], convolution(2, 1)],
  'convolution 5 x 5': [[PICTURE, [5, 5, 3, 4]], convolution(1, 2)],
  'depthwise convolution': [
    [EVEN, [3, 3, 3, 2]],
    (x, w) => tf.depthwiseConv2d(x as Image, w as Image, 2, 1, 'NHWC', 1, 'floor'),
  ],
  'transposed convolution, valid': [[PICTURE, [3, 3, 4, 3]], transposed('valid', [15, 19])],
  'transposed convolution, same': [[PICTURE, [3, 3, 4, 3]], transposed('same', [14, 18])],
  'max pool 3, stride 2': [[PICTURE], (x) => maximum(x, 3, 2, 1)],
  'tied max pool 3, stride 2': [[PICTURE], (x) => maximum(tied(x), 3, 2, 1)],
  'tied max pool 5': [[PICTURE], (x) => maximum(tied(x), 5, 1, 2)],
  'average pool 3, stride 2': [[PICTURE], (x) => tf.avgPool(x as Image, 3, 2, 1, 'floor')],
  'bilinear, aligned corners': [[PICTURE], bilinear([13, 5], true)],
  'bilinear, half-pixel centres': [[PICTURE], bilinear([13, 20], false)],
  'bilinear, reduced': [[PICTURE], bilinear([3, 5], false)],
  nearest: [[PICTURE], nearest([11, 5], false)],
  'nearest, half-pixel centres': [[PICTURE], nearest([11, 5], true)],
  'nearest, doubled': [[PICTURE], nearest([14, 18], false)],
  'softmax cross-entropy': [[ROWS], (x) => crossEntropy(tf.mul(x, 4))],
  'binary cross-entropy with logits': [
    [ROWS, ROWS],
    (x, y) => {
      const [logits, labels] = [tf.mul(x, 9), tf.div(tf.add(y, 1), 2)];
      return tf.mean(tf.sub(tf.softplus(logits), tf.mul(logits, labels)));
    },
  ],
  silu: [[ROWS], (x) => tf.mul(tf.mul(x, 9), tf.sigmoid(tf.mul(x, 9)))],
  gelu: [
    [ROWS],
    (x) => {
      const wide = tf.mul(x, 4);
      return tf.mul(wide, tf.mul(tf.add(tf.erf(tf.mul(wide, Math.SQRT1_2)), 1), 0.5));
    },
  ],
  'hard swish': [[ROWS], (x) => tf.mul(tf.mul(x, 5), tf.div(tf.relu6(tf.add(tf.mul(x, 5), 3)), 6))],
  softplus: [[ROWS], (x) => tf.softplus(tf.mul(x, 30))],
  selu: [[ROWS], (x) => tf.selu(tf.mul(x, 3))],
  'log-softmax': [[ROWS], (x) => tf.logSoftmax(tf.mul(x, 9))],
};
