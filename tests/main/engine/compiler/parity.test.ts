import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { example, expectParity, runCompiled, type Example } from '../../../helpers/compiled-parity';

type Program = (...inputs: tf.Tensor[]) => tf.Tensor[];
const image = example([2, 7, 9, 3], 1);
// Many equal values: gradients of pools have to pick the first.
const tied = { ...image, values: image.values.map((value) => Math.round(value * 2)) };
// tfjs-cpu reads the wrong rows in the gradient of a resize from the second image of a batch on.
const single = example([1, 7, 9, 3], 1);

/** Checks a function and its gradient with respect to every input, under a fixed uneven weighting. */
function withGradients(f: (...inputs: tf.Tensor[]) => tf.Tensor): Program {
  return (...inputs) => {
    const weighted = (...xs: tf.Tensor[]) => {
      const y = f(...xs);
      const weights = tf.tensor(
        Array.from({ length: y.size }, (_, index) => Math.sin(index * 1.7) + 0.1),
        y.shape,
      );
      return tf.sum(tf.mul(y, weights)) as tf.Scalar;
    };
    return [f(...inputs), ...tf.grads(weighted)(inputs)];
  };
}

/** Expects the compiled gradient of a linear function to be the difference quotient of its forward pass. */
async function expectSlopes(f: (x: tf.Tensor) => tf.Tensor, input: Example): Promise<void> {
  const weighted = (x: tf.Tensor) => {
    const y = f(x);
    return tf.sum(
      tf.mul(y, tf.reshape(tf.tensor(Array.from({ length: y.size }, (_, i) => Math.sin(i))), y.shape)),
    );
  };
  const [gradient = []] = await runCompiled((x) => [tf.grad(weighted)(x!)], [input]);
  for (const index of [0, 5, 60, 133, input.values.length - 1]) {
    const moved = { ...input, values: input.values.map((value, at) => (at === index ? value + 1 : value)) };
    const [[before = NaN] = [], [after = NaN] = []] = [
      (await runCompiled((x) => [weighted(x!)], [input]))[0],
      (await runCompiled((x) => [weighted(x!)], [moved]))[0],
    ];
    expect(gradient[index]).toBeCloseTo(after - before, 3);
  }
}

describe('compiled convolutions agree with tfjs-cpu, gradients too', () => {
  for (const side of [1, 3, 5]) {
    for (const stride of [1, 2]) {
      for (const pad of ['same', 'valid', 1] as const) {
        it(`${side} × ${side}, stride ${stride}, pad ${pad}`, () =>
          expectParity(
            withGradients((x, filter) =>
              tf.conv2d(
                x as tf.Tensor4D,
                filter as tf.Tensor4D,
                stride,
                pad,
                'NHWC',
                1,
                pad === 1 ? 'floor' : undefined,
              ),
            ),
            [image, example([side, side, 3, 4], 2)],
          ));
      }
    }
  }
  it('chains with bias, relu, residual, upsampling and concat', () =>
    expectParity(
      withGradients((x, first, second, bias) => {
        const a = tf.relu(tf.add(tf.conv2d(x as tf.Tensor4D, first as tf.Tensor4D, 2, 'same'), bias!));
        const b = tf.add(a, tf.conv2d(a as tf.Tensor4D, second as tf.Tensor4D, 1, 'same'));
        const up = tf.image.resizeNearestNeighbor(b as tf.Tensor4D, [8, 10]);
        return tf.concat(
          [
            up,
            tf.slice(
              tf.pad(x!, [
                [0, 0],
                [0, 1],
                [0, 1],
                [0, 0],
              ]),
              [0, 0, 0, 1],
              [1, 8, 10, 2],
            ),
          ],
          3,
        );
      }),
      [single, example([3, 3, 3, 4], 3), example([3, 3, 4, 4], 4), example([4], 5)],
    ));
  it('upsamples', () =>
    expectParity(
      withGradients((x) => tf.image.resizeNearestNeighbor(tf.exp(x!) as tf.Tensor4D, [14, 18])),
      [single],
    ));
  it('pads and slices', () =>
    expectParity(
      withGradients((x) =>
        tf.slice(
          tf.pad(tf.exp(x!), [
            [0, 0],
            [0, 1],
            [2, 1],
            [0, 0],
          ]),
          [0, 0, 1, 1],
          [2, 8, 10, 2],
        ),
      ),
      [image],
    ));
  for (const stride of [1, 2]) {
    for (const pad of ['same', 'valid', 1] as const) {
      it(`depthwise, stride ${stride}, pad ${pad}`, () =>
        expectParity(
          withGradients((x, filter) =>
            tf.depthwiseConv2d(
              x as tf.Tensor4D,
              filter as tf.Tensor4D,
              stride,
              pad,
              'NHWC',
              1,
              pad === 1 ? 'floor' : undefined,
            ),
          ),
          [image, example([3, 3, 3, 1], 6)],
        ));
    }
  }
  it('depthwise with two filters a channel, forward', () =>
    expectParity(
      (x, filter) => [tf.depthwiseConv2d(x as tf.Tensor4D, filter as tf.Tensor4D, 2, 'same')],
      [image, example([3, 3, 3, 2], 6)],
    ));
  it('max pool 3, stride 2, pad 1, of tied values', () =>
    expectParity(
      withGradients((x) => tf.maxPool(x as tf.Tensor4D, 3, 2, 1, 'floor')),
      [tied],
    ));
  for (const [size, stride, pad] of [
    [2, 2, 'valid'],
    [3, 2, 'same'],
    [5, 1, 'same'],
  ] as const) {
    it(`max pool ${size}, stride ${stride}, ${pad}`, () =>
      expectParity(
        withGradients((x) => tf.maxPool(x as tf.Tensor4D, size, stride, pad)),
        [image],
      ));
    it(`max pool ${size}, stride ${stride}, ${pad}, of tied values`, () =>
      expectParity(
        withGradients((x) => tf.maxPool(x as tf.Tensor4D, size, stride, pad)),
        [tied],
      ));
    it(`average pool ${size}, stride ${stride}, ${pad}`, () =>
      expectParity((x) => [tf.avgPool(x as tf.Tensor4D, size, stride, pad)], [image]));
  }
  for (const [alignCorners, halfPixel] of [
    [false, false],
    [true, false],
    [false, true],
  ] as const) {
    it(`bilinear resize, aligned corners ${alignCorners}, half-pixel centres ${halfPixel}`, () =>
      expectParity(
        (x) => [tf.image.resizeBilinear(x as tf.Tensor4D, [11, 5], alignCorners, halfPixel)],
        [image],
      ));
  }
  it('gradient of an average pool without padding', () =>
    expectParity(
      withGradients((x) => tf.avgPool(tf.exp(x!) as tf.Tensor4D, 3, 2, 'valid')),
      [image],
    ));
  // tfjs-cpu divides by the whole window even where part of it is padding, and its bilinear gradient mixes
  // up height and width: these two are checked against differences of their own forward pass.
  it('gradient of a padded average pool', () =>
    expectSlopes((x) => tf.avgPool(x as tf.Tensor4D, 3, 2, 'same'), image));
  it('gradient of a bilinear resize', () =>
    expectSlopes((x) => tf.image.resizeBilinear(x as tf.Tensor4D, [13, 20]), image));
});

describe('compiled arithmetic agrees with tfjs-cpu, gradients too', () => {
  const positive = example([2, 5, 3], 7, 0.2, 2);
  const unary: Record<string, (x: tf.Tensor) => tf.Tensor> = {
    abs: tf.abs,
    clip: (x) => tf.clipByValue(x, 0.5, 1.5),
    elu: tf.elu,
    exp: tf.exp,
    leakyRelu: (x) => tf.leakyRelu(tf.sub(x, 1), 0.1),
    log: tf.log,
    log1p: tf.log1p,
    logSoftmax: (x) => tf.logSoftmax(x),
    relu: (x) => tf.relu(tf.sub(x, 1)),
    relu6: (x) => tf.relu6(tf.mul(x, 5)),
    rsqrt: tf.rsqrt,
    sigmoid: tf.sigmoid,
    softmax: (x) => tf.softmax(x),
    softplus: tf.softplus,
    sqrt: tf.sqrt,
    square: tf.square,
    tanh: tf.tanh,
    mean: (x) => tf.mean(x, [0, 2]),
    sum: (x) => tf.sum(x, 1, true),
    max: (x) => tf.max(x, 2),
    transpose: (x) => tf.transpose(x, [2, 0, 1]),
    reshape: (x) => tf.reshape(x, [5, 6]),
    tile: (x) => tf.tile(x, [1, 2, 1]),
    unstack: (x) => tf.add(tf.unstack(x, 1)[1]!, 1),
    stack: (x) => tf.stack([x, tf.neg(x)], 1),
    split: (x) => tf.split(x, [1, 4], 1)[1]!,
    where: (x) => tf.where(tf.tensor([true, false, true]), tf.square(x), tf.neg(x)),
  };
  for (const [name, f] of Object.entries(unary)) {
    it(name, () =>
      expectParity(
        withGradients((x) => f(x!)),
        [positive],
      ),
    );
  }
  const binary: Record<string, (a: tf.Tensor, b: tf.Tensor) => tf.Tensor> = {
    add: tf.add,
    sub: tf.sub,
    mul: tf.mul,
    div: tf.div,
    pow: (a, b) => tf.pow(a, b),
  };
  // TensorFlow.js itself has no broadcasting gradients for these.
  for (const [name, f] of Object.entries({
    maximum: tf.maximum,
    minimum: tf.minimum,
    squaredDifference: tf.squaredDifference,
  })) {
    it(`${name} of equal shapes`, () =>
      expectParity(
        withGradients((a, b) => f(a!, b!)),
        [positive, example([2, 5, 3], 8, 0.3, 1.4)],
      ));
    it(`${name} with broadcasting, forward`, () =>
      expectParity((a, b) => [f(a!, b!)], [positive, example([5, 1], 8, 0.3, 1.4)]));
  }
  it('comparison and selection', () =>
    expectParity((x) => [tf.where(tf.lessEqual(x!, 1), tf.square(x!), tf.neg(x!))], [positive]));
  for (const [name, f] of Object.entries(binary)) {
    it(`${name} with broadcasting`, () =>
      expectParity(
        withGradients((a, b) => f(a!, b!)),
        [positive, example([5, 1], 8, 0.3, 1.4)],
      ));
    it(`${name} of an image and a per-image vector`, () =>
      expectParity(
        withGradients((x, filter, b) =>
          f(tf.exp(tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, 1, 'same')), b!),
        ),
        [image, example([1, 1, 3, 4], 2), example([2, 1, 1, 4], 9, 0.3, 1.4)],
      ));
  }
  it('matMul in all four transpositions', () =>
    expectParity(
      withGradients((a, b) =>
        tf.addN([
          tf.matMul(a!, b!),
          tf.matMul(tf.transpose(a!), b!, true, false),
          tf.matMul(a!, tf.transpose(b!), false, true),
        ]),
      ),
      [example([4, 3], 10), example([3, 4], 11)],
    ));
  it('image-wide moments of 200,000 elements stay precise', () =>
    expectParity(
      (x) => {
        const { mean, variance } = tf.moments(x!, [0, 1, 2]);
        return [mean, variance];
      },
      [example([4, 160, 160, 2], 12, 3, 3.2)],
    ));
});

describe('compiled selections and fused kernels agree with tfjs-cpu', () => {
  const rows = example([4, 9], 20);
  it('top-k', () =>
    expectParity(
      (x) => {
        const { values, indices } = tf.topk(x!, 3);
        return [values, tf.cast(indices, 'float32')];
      },
      [rows],
    ));
  it('gatherND and gather', () =>
    expectParity(
      (x) => [
        tf.gatherND(
          x!,
          tf.tensor2d(
            [
              [0, 1],
              [3, 8],
            ],
            [2, 2],
            'int32',
          ),
        ),
        tf.gather(x!, tf.tensor1d([2, 0], 'int32'), 1),
      ],
      [rows],
    ));
  it('one-hot, cumulative sum, argmax', () =>
    expectParity(
      (x) => [
        tf.cast(tf.oneHot(tf.argMax(x!, 1), 9), 'float32'),
        tf.cumsum(x!, 1, true),
        tf.cast(tf.argMin(x!, 0), 'float32'),
      ],
      [rows],
    ));
  it('batch normalisation with given statistics', () =>
    expectParity(
      withGradients((x, mean, variance, scale, offset) =>
        tf.batchNorm(
          x!,
          mean as tf.Tensor1D,
          tf.exp(variance!) as tf.Tensor1D,
          offset as tf.Tensor1D,
          scale as tf.Tensor1D,
          1e-3,
        ),
      ),
      [image, example([3], 21), example([3], 22), example([3], 23), example([3], 29)],
    ));
  for (const activation of ['relu', 'relu6', 'elu', 'sigmoid', 'leakyrelu'] as const) {
    it(`fused convolution, matrix product and depthwise convolution with ${activation}`, () =>
      expectParity(
        (x, filter, bias, a, b, depthwise) => [
          tf.fused.conv2d({
            x: x as tf.Tensor4D,
            filter: filter as tf.Tensor4D,
            strides: 2,
            pad: 'same',
            bias: bias!,
            activation,
            leakyreluAlpha: 0.3,
          }),
          tf.fused.matMul({ a: a!, b: b!, transposeB: true, bias: bias!, activation, leakyreluAlpha: 0.3 }),
          tf.fused.depthwiseConv2d({
            x: x as tf.Tensor4D,
            filter: depthwise as tf.Tensor4D,
            strides: 1,
            pad: 'same',
            activation,
            leakyreluAlpha: 0.3,
          }),
        ],
        [
          image,
          example([3, 3, 3, 4], 24),
          example([4], 25),
          example([5, 6], 26),
          example([4, 6], 27),
          example([3, 3, 3, 1], 28),
        ],
      ));
  }
});
