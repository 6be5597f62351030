import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { record, RecordingError, type RecordOptions } from '../../../../src/main/engine/compiler/record';
import { lesionDetectorProgram } from '../../../../src/main/engine/training/lesion-detector-program';
import { recordTrainingStep } from '../../../../src/main/engine/training/record-step';

type Model = (x: tf.Tensor) => unknown;

function failureOf(model: Model, options?: RecordOptions): RecordingError {
  try {
    record(({ input }) => {
      const y = model(input({ name: 'x', shape: [2, 3] }));
      return [{ name: 'y', tensor: y as tf.Tensor }];
    }, options);
  } catch (thrown) {
    if (thrown instanceof RecordingError) return thrown;
    throw thrown;
  }
  throw new Error('Nothing was refused.');
}

/** The number of the line that calls this. */
const thisLine = (): number =>
  Number(/recording-errors\.test\.ts:(\d+)/.exec((new Error().stack ?? '').split('\n')[2] ?? '')?.[1]);

beforeAll(() => tf.setBackend('cpu'));

it('names the line of model code, however deep below it the failure is', () => {
  let line = NaN;
  const standardized = (x: tf.Tensor): tf.Tensor => {
    line = thisLine() + 1;
    return tf.tidy(() => tf.mul(x, tf.diag(x)));
  };
  const { place } = failureOf((x) => tf.tidy(() => standardized(tf.exp(x))));
  expect(place).toMatch(/^(?:\w+ )?\(?engine\/compiler\/recording-errors\.test\.ts:\d+\)?$/);
  expect(place).toContain(`:${line}`);
});

describe('unknown kernels', () => {
  it('are named with the operation and what to do', () => {
    const { message } = failureOf((x) => tf.diag(x));
    expect(message).toMatch(
      /^tf\.diag needs the kernel Diag, which cannot be recorded\. It happened in .*recording-errors.*\. Write it/,
    );
  });
  it('come with advice of their own where there is some', () => {
    const boxes = (x: tf.Tensor) =>
      tf.image.nonMaxSuppression(
        tf.reshape(tf.concat([x, x]), [3, 4]) as tf.Tensor2D,
        tf.tensor1d([1, 2, 3]),
        2,
      );
    expect(failureOf(boxes).message).toMatch(/NonMaxSuppressionV3.*nonMaxSuppressionPadded/);
    expect(failureOf((x) => tf.multinomial(x as tf.Tensor2D, 4)).message).toMatch(/Multinomial.*graph input/);
  });
  it('and uses of a known kernel that are not covered', () => {
    const boxes = (x: tf.Tensor) =>
      tf.image.nonMaxSuppressionPadded(
        tf.reshape(tf.tile(x, [2, 1]), [3, 4]) as tf.Tensor2D,
        tf.ones([3]),
        2,
      )['selectedIndices'];
    expect(failureOf(boxes).message).toMatch(
      /NonMaxSuppressionV4 cannot be recorded with .*padToMaxOutputSize/,
    );
    expect(failureOf(() => tf.tensor(['a', 'b'])).message).toMatch(/string.*Use float32/);
  });
});

describe('reading values', () => {
  it.each<[string, Model]>([
    ['dataSync', (x) => tf.mul(x, x.dataSync()[0] ?? 1)],
    ['arraySync', (x) => tf.mul(x, (x.arraySync() as number[][])[0]![0]!)],
    ['print', (x) => x.print()],
  ])('%s', (reader, model) => {
    const { message, place } = failureOf(model);
    expect(message).toMatch(new RegExp(`read the values of a tensor with ${reader}\\(\\).*as a graph input`));
    expect(place).toMatch(/recording-errors\.test\.ts/);
  });

  it('data(), which only promises them', () => {
    const { message, place } = failureOf((x) => {
      void x.data().then(() => undefined);
      return tf.exp(x);
    });
    expect(message).toMatch(/with data\(\)/);
    expect(place).toMatch(/recording-errors\.test\.ts/);
  });

  it('in a program that waits for them', () => {
    const waiting = async (scope: { input: (spec: { name: string; shape: number[] }) => tf.Tensor }) => {
      const x = scope.input({ name: 'x', shape: [2] });
      await x.data();
      return [{ name: 'y', tensor: x }];
    };
    expect(() => record(waiting as never)).toThrow(/with data\(\)/);
    expect(() => record((async () => []) as never)).toThrow(/cannot be asynchronous/);
  });
});

describe('random numbers', () => {
  it.each<[string, Model]>([
    ['randomUniform', () => tf.randomUniform([2, 3])],
    ['randomUniform', () => tf.randomUniform([2, 3], 0, 1, 'float32', 42)],
    ['randomUniform', () => tf.randomUniform([1])],
    ['randomUniformInt', () => tf.randomUniformInt([2, 3], 0, 10)],
    ['randomNormal', () => tf.randomNormal([2, 3])],
    ['randomStandardNormal', () => tf.randomStandardNormal([2, 3])],
    ['randomGamma', () => tf.randomGamma([2, 3], 1)],
    ['truncatedNormal', () => tf.truncatedNormal([2, 3])],
    ['rand', () => tf.rand([2, 3], () => 0.5)],
    ['dropout', (x) => tf.dropout(x, 0.5)],
    ['dropout', (x) => tf.dropout(x, 0.5, undefined, 7)],
  ])('of tf.%s are refused at once', (operation, model) => {
    const { message, place } = failureOf(model);
    expect(message).toMatch(new RegExp(`^tf\\.${operation} draws random numbers.*graph input`));
    expect(place).toMatch(/recording-errors\.test\.ts/);
  });

  it('pass as graph inputs, as does a dropout that drops nothing', () => {
    const graph = record(({ input }) => {
      const [x, mask] = ['x', 'mask'].map((name) => input({ name, shape: [2, 3] }));
      return [{ name: 'y', tensor: tf.dropout(tf.mul(x!, mask!), 0) }];
    });
    expect(graph.nodes.map(({ op }) => op)).toEqual(['Mul']);
  });

  it.each<[string, Model]>([
    ['a tensor', (x) => tf.add(x, tf.tensor1d([Math.random(), Math.random(), 1]))],
    ['a number', (x) => tf.mul(x, Math.random())],
    ['a fill', (x) => tf.add(x, tf.fill([3], Math.random()))],
    ['a setting', (x) => tf.leakyRelu(x, Math.random())],
  ])('of other origin are found by recording twice: %s', (_, model) => {
    expect(() =>
      record(({ input }) => [{ name: 'y', tensor: model(input({ name: 'x', shape: [2, 3] })) as tf.Tensor }]),
    ).not.toThrow();
    const { message, place } = failureOf(model, { checkRandomness: true });
    expect(message).toMatch(/Recording the same code twice gave other/);
    expect(place).toMatch(/recording-errors\.test\.ts/);
  });

  it('so are operations that come and go', () => {
    let calls = 0;
    const fewer: Model = (x) => ((calls += 1) === 1 ? tf.exp(tf.exp(x)) : tf.exp(x));
    expect(failureOf(fewer, { checkRandomness: true }).message).toMatch(/fewer operations/);
    const more: Model = (x) => ((calls += 1) === 3 ? tf.exp(x) : tf.exp(tf.sin(x)));
    expect(failureOf(more, { checkRandomness: true }).message).toMatch(/other operations or numbers \(Sin/);
  });

  it('are in no training step of ours', () => {
    const shape = { backbone: [4, 4, 4, 4, 4], blocks: [1, 1, 0, 0], merged: 4 } as const;
    const program = lesionDetectorProgram(shape, 2, 32);
    const [once, twice] = [false, true].map((checkRandomness) =>
      recordTrainingStep(program, {}, { checkRandomness }),
    );
    expect(twice!.graph.nodes).toEqual(once!.graph.nodes);
  });
});

describe('after a recording', () => {
  it('no tensors are left behind, whether it failed or not', () => {
    const before = tf.memory().numTensors;
    record(({ input }) => [{ name: 'y', tensor: tf.exp(input({ name: 'x', shape: [2] })) }]);
    failureOf((x) => tf.diag(tf.exp(x)));
    failureOf((x) => tf.grad((y) => tf.sum(tf.diag(tf.exp(y))))(x));
    expect(tf.memory().numTensors).toBe(before);
  });

  it('stack traces are as short as they were, and other errors stay what they are', () => {
    const { stackTraceLimit } = Error;
    const mistake = new TypeError('a mistake of the model');
    const failing = () => {
      throw mistake;
    };
    expect(() => failureOf(failing)).toThrow(mistake);
    expect(Error.stackTraceLimit).toBe(stackTraceLimit);
  });
});
