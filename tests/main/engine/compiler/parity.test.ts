import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { record } from '../../../../src/main/engine/compiler/record';
import { example, expectParity } from '../../../helpers/compiled-parity';

type Program = (...inputs: tf.Tensor[]) => tf.Tensor[];
const image = example([2, 7, 9, 3], 1);
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
  it('depthwise forward', () =>
    expectParity(
      (x, filter) => [tf.depthwiseConv2d(x as tf.Tensor4D, filter as tf.Tensor4D, 2, 'same')],
      [image, example([3, 3, 3, 2], 6)],
    ));
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

describe('what a static graph cannot hold is refused', () => {
  it('reading values', () => {
    expect(() =>
      record(({ input }) => {
        const x = input({ name: 'x', shape: [2] });
        x.dataSync();
        return [{ name: 'y', tensor: x }];
      }),
    ).toThrow(/read the values/);
  });
  it('an unknown kernel, by name', () => {
    expect(() =>
      record(({ input }) => [{ name: 'y', tensor: tf.acosh(input({ name: 'x', shape: [2] })) }]),
    ).toThrow(/Acosh/);
  });
  it('leaves no tensors behind', () => {
    const before = tf.memory().numTensors;
    record(({ input }) => [{ name: 'y', tensor: tf.exp(input({ name: 'x', shape: [2] })) }]);
    expect(tf.memory().numTensors).toBe(before);
  });
});
