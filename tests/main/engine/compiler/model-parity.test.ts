import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { ForwardContext } from '../../../../src/main/engine/ml/nn/forward-context';
import type { ParameterSpec } from '../../../../src/main/engine/ml/nn/parameter';
import { lesionDetector } from '../../../../src/main/engine/ml/models/lesion-detector';
import { seedCnn } from '../../../../src/main/engine/ml/models/seed-cnn';
import { yolov8 } from '../../../../src/main/engine/ml/models/yolov8';
import { listParameters } from '../../../../src/main/engine/training/program';
import { REFERENCE_BACKEND, relativeError, runCompiled, runEager } from '../../../helpers/compiled-parity';
import { example, type Example } from '../../../helpers/parity-inputs';
import { TINY_SHAPE } from '../../../helpers/random-model';

type Model = (context: ForwardContext, x: tf.Tensor) => readonly tf.Tensor[];

/** Loss and its gradient with respect to every trained parameter, in training mode. */
function trainingStep(model: Model, specs: readonly ParameterSpec[]) {
  return (x: tf.Tensor, ...values: tf.Tensor[]): readonly tf.Tensor[] => {
    const loss = (...parameters: tf.Tensor[]) => {
      const byName = new Map(specs.map(({ name }, index) => [name, parameters[index] as tf.Tensor]));
      const outputs = model(
        {
          training: true,
          parameter: ({ name }) => byName.get(name) as tf.Tensor,
          updateStatistic: () => undefined,
        },
        x,
      );
      // Uneven weights: a plain sum of normalised values has no gradient.
      return tf.addN(
        outputs.map((output) => {
          const weights = tf.tensor(
            Array.from({ length: output.size }, (_, i) => Math.sin(i * 0.7)),
            output.shape,
          );
          return tf.mean(tf.mul(tf.square(output), weights));
        }),
      ) as tf.Scalar;
    };
    const { value, grads } = tf.valueAndGrads(loss)(values);
    return [
      value,
      ...specs.flatMap(({ role }, index) => (role === 'statistic' ? [] : [grads[index] as tf.Tensor])),
    ];
  };
}

async function expectStepParity(model: Model, side: number): Promise<void> {
  const shape = [1, side, side, 3];
  const specs = listParameters((context, input) => {
    model(context, input({ name: 'x', shape }));
  }).filter(({ role }) => role !== 'statistic');
  const statistics: Model = (context, x) =>
    model(
      {
        ...context,
        parameter: (spec) =>
          spec.role === 'statistic' ? tf.zeros([...spec.shape]) : context.parameter(spec),
      },
      x,
    );
  const values = specs.map((spec, index): Example => {
    const fanIn =
      spec.role === 'filter' ? (spec.shape.slice(0, 3) as number[]).reduce((a, b) => a * b, 1) : 1;
    const spread = spec.role === 'filter' ? Math.sqrt(3 / fanIn) : 0.3;
    const shift = spec.name.endsWith('/scale') ? 1 : 0;
    return example(spec.shape, 100 + index, shift - spread, shift + spread);
  });
  const inputs = [example(shape, 1, 0, 1), ...values];
  const reference = await runEager(trainingStep(statistics, specs), inputs);
  const compiled = await runCompiled(trainingStep(statistics, specs), inputs);
  expect(compiled.length).toBe(specs.length + 1);
  const all = (outputs: readonly { readonly values: readonly number[] }[]) =>
    outputs.flatMap(({ values }) => values);
  expect(relativeError(all(compiled), all(reference))).toBeLessThan(1e-4);
  // And array by array, against the largest element of each that is not itself rounding noise.
  compiled.forEach(({ values: output }, index) => {
    const expected = reference[index]?.values ?? [];
    if (expected.some((value) => Math.abs(value) > 1e-4)) {
      expect(relativeError(output, expected), specs[index - 1]?.name ?? 'loss').toBeLessThan(2e-3);
    }
  });
}

describe('whole training passes agree with tfjs-cpu', () => {
  it('lesion detector', () =>
    expectStepParity(
      (context, x) => Object.values(lesionDetector(context, x, TINY_SHAPE)) as tf.Tensor[],
      64,
    ));
  it('seed CNN', () => expectStepParity((context, x) => [seedCnn(context, x, null)], 32));
  it('YOLOv8-shaped network', () =>
    expectStepParity(
      (context, x) =>
        yolov8(context, x, { depth: 1 / 3, width: 1 / 16, mostChannels: 256 }, 4).flatMap((level) => [
          level.sides,
          level.classes,
        ]),
      // Normalising over few cells makes both sides' rounding errors grow beyond comparing: below 16 with
      // tfjs-cpu, below 36 with TensorFlow, which differs from itself by 1.2e-4 there when inputs move by 6e-8.
      REFERENCE_BACKEND === 'cpu' ? 128 : 192,
    ));
});
