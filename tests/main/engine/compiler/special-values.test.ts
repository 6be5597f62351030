import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { runCompiled, runEager } from '../../../helpers/compiled-parity';

type Unary = (x: tf.Tensor) => tf.Tensor;

/** The same on both sides; then where they differ: what is fed, what comes compiled, what tfjs-cpu says. */
const DIFFERENCES: readonly (readonly [string, Unary, number[], compiled: number[], eager: number[]])[] = [
  // As TensorFlow itself has it.
  ['the sign of no number is none', tf.sign, [NaN, -2], [NaN, -1], [0, -1]],
  // TensorFlow's gradient of relu asks whether the input is above zero as well.
  [
    'relu lets no gradient through where its input is no number',
    tf.grad((x) => tf.sum(tf.relu(x))),
    [NaN, 1, -1],
    [0, 1, 0],
    [NaN, 1, 0],
  ],
  // C's pow (IEC 60559), as in TensorFlow.
  ['one to any power is one', (x) => tf.pow(1, x), [NaN, Infinity, 2], [1, 1, 1], [NaN, NaN, 1]],
];

describe('where compiled graphs follow TensorFlow and not tfjs-cpu', () => {
  it.each(DIFFERENCES)('%s', async (_, compute, values, compiled, eager) => {
    const inputs = [{ shape: [values.length], values: Float32Array.from(values) }];
    const program = (x: tf.Tensor) => [compute(x)];
    expect((await runCompiled(program, inputs))[0]?.values).toEqual(compiled);
    expect((await runEager(program, inputs))[0]?.values).toEqual(eager);
  });
});

it('whole numbers of what is no number are whatever the processor makes of it, but the others are right', async () => {
  const inputs = [{ shape: [4], values: Float32Array.of(NaN, -2.7, Infinity, 2.7) }];
  const [{ values = [] } = {}] = await runCompiled((x) => [tf.cast(x, 'int32')], inputs);
  expect([values[1], values[3]]).toEqual([-2, 2]);
  expect(values.every(Number.isInteger)).toBe(true);
});
