import * as tf from '@tensorflow/tfjs-core';
import { differentiable, forwardOnly, type ParityCase } from '../../../../helpers/parity-case';
import { flags, floats, integers, given, tiedFloats } from '../../../../helpers/parity-inputs';

const shape = [3, 4];
const COMPARISONS = {
  equal: tf.equal,
  notEqual: tf.notEqual,
  greater: tf.greater,
  greaterEqual: tf.greaterEqual,
  less: tf.less,
  lessEqual: tf.lessEqual,
} as const;
const odd = given([6], [NaN, Infinity, -Infinity, 0, 1, -2.5]);

export const logicCases: readonly ParityCase[] = [
  ...Object.entries(COMPARISONS).flatMap(([name, compare]) => [
    forwardOnly(`${name} of tied numbers`, [tiedFloats(shape), tiedFloats([4])], compare),
    forwardOnly(`${name} of whole numbers`, [integers([4], -2, 2), integers(shape, -2, 2)], compare),
    forwardOnly(`${name} of constants`, [flags([3])], (x) =>
      tf.logicalOr(
        tf.logicalAnd(x, compare(tf.fill([3], 2), tf.fill([3], 2))),
        compare(tf.fill([3], 1), tf.fill([3], 2)),
      ),
    ),
  ]),
  forwardOnly('and, or, not, exclusive or', [flags(shape), flags([4])], (a, b) => [
    tf.logicalAnd(a, b),
    tf.logicalOr(a, b),
    tf.logicalNot(a),
    tf.logicalXor(a, b),
  ]),
  forwardOnly('equal flags', [flags(shape), flags(shape)], (a, b) => [tf.equal(a, b), tf.notEqual(a, b)]),
  ...([undefined, 0, [0, 1]] as const).map((axis) =>
    forwardOnly(`all and any over ${String(axis)}`, [flags(shape)], (x) => [
      tf.all(x, axis as number),
      tf.any(x, axis as number, true),
    ]),
  ),
  forwardOnly('which numbers are none', [odd], (x) => [tf.isNaN(x), tf.isInf(x), tf.isFinite(x)]),
  differentiable('where, picking between two', [flags(shape), floats(shape), floats(shape)], (c, a, b) =>
    tf.where(c, a, b),
  ),
  differentiable('where, broadcasting', [flags([4]), floats(shape), floats([])], (c, a, b) =>
    tf.where(c, tf.square(a), tf.broadcastTo(b, shape)),
  ),
  differentiable('where with a constant on one side', [floats(shape)], (x) =>
    tf.where(tf.greaterEqual(x, 0), tf.square(x), tf.zerosLike(x)),
  ),
  forwardOnly(
    'where of whole numbers and flags',
    [flags(shape), integers(shape, 0, 9), flags(shape)],
    (c, a, b) => [tf.where(c, a, tf.zerosLike(a)), tf.where(c, b, tf.logicalNot(b))],
  ),
  differentiable(
    'where on a picture with one flag a picture',
    [flags([2, 1, 1, 1]), floats([2, 3, 3, 2])],
    (c, x) => tf.where(c, x, tf.neg(x)),
  ),
];
