import * as tf from '@tensorflow/tfjs-core';
import { differentiable, forwardOnly, type ParityCase } from '../../../../helpers/parity-case';
import { flags, floats, integers, tiedFloats, type InputSource } from '../../../../helpers/parity-inputs';

const shape = [2, 5, 3];
const signed = floats(shape, -3, 3);
const positive = floats(shape, 0.2, 2);
const unit = floats(shape, -0.9, 0.9);

type Unary = (x: tf.Tensor) => tf.Tensor;

/** The derivative of GELU's smooth gate is written with the error function (Hendrycks & Gimpel 2016, eq. 1). */
const gelu: Unary = (x) => tf.mul(x, tf.mul(tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1), 0.5));

const SMOOTH: Readonly<Record<string, readonly [Unary, InputSource]>> = {
  abs: [tf.abs, signed],
  acos: [tf.acos, unit],
  acosh: [tf.acosh, floats(shape, 1.2, 4)],
  asin: [tf.asin, unit],
  asinh: [tf.asinh, signed],
  atan: [tf.atan, signed],
  atanh: [tf.atanh, unit],
  ceil: [tf.ceil, signed],
  cos: [tf.cos, signed],
  cosh: [tf.cosh, signed],
  elu: [tf.elu, signed],
  erf: [tf.erf, signed],
  exp: [tf.exp, signed],
  expm1: [tf.expm1, signed],
  'expm1 of small numbers': [tf.expm1, floats(shape, -1e-4, 1e-4)],
  floor: [tf.floor, signed],
  gelu: [gelu, signed],
  'hard swish': [(x) => tf.mul(x, tf.div(tf.relu6(tf.add(x, 3)), 6)), floats(shape, -5, 5)],
  leakyRelu: [(x) => tf.leakyRelu(x, 0.1), signed],
  log: [tf.log, positive],
  log1p: [tf.log1p, positive],
  'log1p of small numbers': [tf.log1p, floats(shape, -1e-4, 1e-4)],
  logSigmoid: [tf.logSigmoid, signed],
  neg: [tf.neg, signed],
  reciprocal: [tf.reciprocal, positive],
  relu: [tf.relu, signed],
  relu6: [tf.relu6, floats(shape, -3, 9)],
  round: [tf.round, signed],
  rsqrt: [tf.rsqrt, positive],
  selu: [tf.selu, signed],
  sigmoid: [tf.sigmoid, floats(shape, -9, 9)],
  sign: [tf.sign, signed],
  sin: [tf.sin, signed],
  sinh: [tf.sinh, signed],
  softplus: [tf.softplus, floats(shape, -20, 20)],
  sqrt: [tf.sqrt, positive],
  square: [tf.square, signed],
  step: [(x) => tf.step(x, 0.3), signed],
  swish: [(x) => tf.mul(x, tf.sigmoid(x)), signed],
  tan: [tf.tan, floats(shape, -1.2, 1.2)],
  tanh: [tf.tanh, signed],
  'clip to a range': [(x) => tf.clipByValue(x, -0.5, 1.5), signed],
  'a copy': [(x) => tf.clone(x), signed],
};

/** Functions with a kink or a jump at a multiple of a half, met exactly there. */
const AT_KINKS: Readonly<Record<string, Unary>> = {
  abs: tf.abs,
  ceil: tf.ceil,
  'clip to a range': (x) => tf.clipByValue(x, -0.5, 0.5),
  elu: tf.elu,
  floor: tf.floor,
  leakyRelu: (x) => tf.leakyRelu(x, 0.1),
  relu: tf.relu,
  relu6: (x) => tf.relu6(tf.mul(x, 6)),
  round: (x) => tf.round(tf.mul(x, 3)),
  selu: tf.selu,
  sign: tf.sign,
  step: tf.step,
};

const WHOLE: Readonly<Record<string, Unary>> = {
  abs: tf.abs,
  neg: tf.neg,
  relu: tf.relu,
  sign: tf.sign,
  square: tf.square,
  'clip to a range': (x) => tf.clipByValue(x, -3, 4),
};

/** Constants are computed while recording: they have to come out as the operators would have them. */
const onConstants =
  (f: Unary, value: number): ParityCase['compute'] =>
  (x) =>
    tf.add(x, f(tf.fill([3], value)));

export const elementwiseCases: readonly ParityCase[] = [
  ...Object.entries(SMOOTH).map(([name, [f, input]]) => differentiable(name, [input], f)),
  ...Object.entries(SMOOTH).map(([name, [f, input]]) => {
    const value = input(() => 0.7).values[0] ?? 0;
    return forwardOnly(`${name} of a constant`, [floats([3])], onConstants(f, value));
  }),
  ...Object.entries(AT_KINKS).map(([name, f]) => differentiable(`${name} at kinks`, [tiedFloats(shape)], f)),
  ...[-1.5, -0.5, 0.5, 1.5, 2.5].map((value) =>
    forwardOnly(`round, floor and ceil of the constant ${value}`, [floats([3])], (x) => [
      onConstants(tf.round, value)(x, x, x, x, x, x) as tf.Tensor,
      onConstants(tf.floor, value)(x, x, x, x, x, x) as tf.Tensor,
      onConstants(tf.ceil, value)(x, x, x, x, x, x) as tf.Tensor,
    ]),
  ),
  ...Object.entries(WHOLE).map(([name, f]) =>
    forwardOnly(`${name} of whole numbers`, [integers([4, 6], -9, 9)], f),
  ),
  ...(['float32', 'int32', 'bool'] as const).map((type) =>
    forwardOnly(
      `casts to ${type}`,
      [floats(shape, -3, 3), tiedFloats(shape), integers(shape, -2, 2), flags(shape)],
      (...all) => all.slice(0, 4).map((x) => tf.cast(x, type)),
    ),
  ),
  differentiable('a cast there and back', [tiedFloats(shape)], (x) =>
    tf.mul(x, tf.cast(tf.cast(x, 'int32'), 'float32')),
  ),
  forwardOnly('zeros, ones and fills like it', [integers([3], 1, 4)], (x) => [
    tf.zerosLike(x),
    tf.onesLike(x),
    tf.fill([2, 2], 7, 'int32'),
    tf.fill([], 0.5),
  ]),
  forwardOnly('ranges and spaced numbers', [floats([3])], (x) => [
    tf.add(x, tf.range(0, 3)),
    tf.range(5, 0),
    tf.range(1, 2, 0.3),
    tf.range(4, -5, -3, 'int32'),
    tf.linspace(-1, 1, 7),
  ]),
  differentiable('scalars', [floats([])], (x) => tf.mul(tf.exp(x), tf.sigmoid(x))),
  differentiable('one element in many dimensions', [floats([1, 1, 1, 1])], (x) => tf.mul(tf.exp(x), x)),
];
