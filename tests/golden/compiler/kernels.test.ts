import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { pyramidPool, splitStage } from '../../../src/main/engine/ml/models/yolov8';
import { batchNormalization } from '../../../src/main/engine/ml/nn/batch-normalization';
import type { ForwardContext } from '../../../src/main/engine/ml/nn/forward-context';
import { listParameters } from '../../../src/main/engine/training/program';
import { relativeError, runCompiled } from '../../helpers/compiled-parity';
import { KERNEL_CASES } from './kernel-cases';
import { hashed, hashedParameter, readGolden } from './pytorch-golden';

const LIMIT = 1e-4;
const golden = readGolden('kernels.safetensors');

/** Compares an array with PyTorch's of the same name. */
function expectGolden(name: string, values: readonly number[]): void {
  const expected = golden.get(name);
  if (!expected) throw new Error(`The golden file holds no ${name}.`);
  expect(relativeError(values, Array.from(expected.values)), name).toBeLessThanOrEqual(LIMIT);
}

/** Values of a function, then its gradients under the golden file's weights. */
const withGradients =
  (name: string, compute: (...inputs: tf.Tensor[]) => tf.Tensor) =>
  (...inputs: tf.Tensor[]): readonly tf.Tensor[] => {
    const weighted = (...xs: tf.Tensor[]): tf.Scalar => {
      const y = compute(...xs);
      const weights = hashed(`${name}/weights`, y.shape);
      return tf.sum(tf.mul(y, tf.tensor(weights.values, [...y.shape])));
    };
    return [compute(...inputs), ...tf.grads(weighted)(inputs)];
  };

describe('compiled kernels agree with PyTorch, gradients too', () => {
  it.each(Object.entries(KERNEL_CASES))('%s', async (name, [shapes, compute]) => {
    const inputs = shapes.map((shape, index) => hashed(`${name}/${index}`, shape));
    const run = withGradients(name, compute as (...inputs: tf.Tensor[]) => tf.Tensor);
    const [output, ...gradients] = await runCompiled(run, inputs);
    expect(output?.shape).toEqual(golden.get(`${name}/output`)?.shape);
    expectGolden(`${name}/output`, output?.values ?? []);
    expect(gradients).toHaveLength(shapes.length);
    gradients.forEach(({ values }, index) => expectGolden(`${name}/gradient/${index}`, values));
  });
});

type Piece = (context: ForwardContext, x: tf.Tensor) => tf.Tensor;

const PIECES: Readonly<Record<string, Piece>> = {
  normalization: (context, x) => batchNormalization(context, 'normalization', tf.add(tf.mul(x, 3), 1)),
  'split stage': (context, x) => splitStage(context, 'stage', x, 8, 2, true),
  'pyramid pool': (context, x) => pyramidPool(context, 'pool', x, 8),
};

describe('compiled pieces of networks agree with PyTorch in training', () => {
  it.each(Object.entries(PIECES))('%s', async (name, piece) => {
    const x = hashed(`${name}/0`, [2, 6, 7, 8]);
    const specs = listParameters((context, input) => piece(context, input({ name: 'x', shape: x.shape })));
    const trained = specs.filter(({ role }) => role !== 'statistic');
    const statistics = specs.filter(({ role }) => role === 'statistic');
    const program = (...inputs: tf.Tensor[]): readonly tf.Tensor[] => {
      const moved = new Map<string, tf.Tensor>();
      const forward = ([picture, ...values]: readonly tf.Tensor[], keep: boolean): tf.Tensor =>
        piece(
          {
            training: true,
            parameter: (spec) => {
              const place = trained.findIndex((known) => known.name === spec.name);
              if (place >= 0) return values[place] as tf.Tensor;
              return tf.tensor(hashedParameter(spec).values, [...spec.shape]);
            },
            updateStatistic: (statistic, value) => {
              if (keep) moved.set(statistic, value);
            },
          },
          picture as tf.Tensor,
        );
      const next = forward(inputs, true);
      const gradients = withGradients(name, (...all) => forward(all, false))(...inputs).slice(1);
      return [next, ...gradients, ...statistics.map((spec) => moved.get(spec.name) as tf.Tensor)];
    };
    const outputs = await runCompiled(program, [x, ...trained.map(hashedParameter)]);
    const names = [
      `${name}/output`,
      ...['0', ...trained.map((spec) => spec.name)].map((key) => `${name}/gradient/${key}`),
      ...statistics.map((spec) => `${name}/statistic/${spec.name}`),
    ];
    expect(outputs).toHaveLength(names.length);
    outputs.forEach(({ values }, index) => expectGolden(names[index] as string, values));
  });
});

it('every golden array belongs to a case', () => {
  const known = [...Object.keys(KERNEL_CASES), ...Object.keys(PIECES)];
  const owners = new Set([...golden.keys()].map((key) => known.find((name) => key.startsWith(`${name}/`))));
  expect([...owners].sort()).toEqual(known.sort());
});
