import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createOptimizer, type OptimizerChoice } from '../../../src/main/engine/ml/training/create-optimizer';
import type { OptimizerState } from '../../../src/main/engine/ml/training/optimizer';
import { EagerTrainingSession } from '../../../src/main/engine/runtime/eager-training-session';
import { TrainingSession } from '../../../src/main/engine/runtime/training-session';
import { dense } from '../../../src/main/engine/ml/nn/layers';
import type { TrainingProgram } from '../../../src/main/engine/training/program';
import { recordTrainingStep } from '../../../src/main/engine/training/record-step';
import type { Trainer } from '../../../src/main/engine/training/trainer';
import type { UpdateChoice } from '../../../src/main/engine/training/update-settings';
import { example } from '../../helpers/compiled-parity';

const RATE = 0.02;
const START = example([3, 4], 1);
const TARGET = example([3, 4], 2);

/** A loss with gradients of different sizes: Σ cosh-like distance to a target. */
const distance = (x: tf.Tensor): tf.Scalar =>
  tf.sum(tf.square(tf.sub(tf.exp(x), tf.tensor(TARGET.values, [3, 4])))) as tf.Scalar;

function fiveSteps(choice: OptimizerChoice): readonly number[] {
  const optimizer = createOptimizer(choice);
  return tf.tidy(() => {
    const start: tf.Tensor = tf.tensor(START.values, [3, 4]);
    let state: OptimizerState = {
      value: start,
      slots: Object.fromEntries(optimizer.slots.map((slot) => [slot, tf.zerosLike(start)])),
    };
    for (let step = 1; step <= 5; step += 1) {
      const rates = Object.entries(optimizer.ratesAt(step, RATE));
      const scalars = Object.fromEntries(rates.map(([name, rate]) => [name, tf.scalar(rate)]));
      state = optimizer.update(state, tf.grad(distance)(state.value), scalars, true);
    }
    return Array.from(state.value.dataSync());
  });
}

function fiveStepsOf(optimizer: tf.Optimizer): readonly number[] {
  const variable = tf.variable(tf.tensor(START.values, [3, 4]));
  for (let step = 1; step <= 5; step += 1) optimizer.minimize(() => distance(variable));
  return Array.from(variable.dataSync());
}

beforeAll(() => tf.setBackend('cpu'));

describe('optimisers agree with those of TensorFlow.js', () => {
  it.each<[string, OptimizerChoice, () => tf.Optimizer]>([
    ['gradient descent', { kind: 'sgd', momentum: 0 }, () => tf.train.sgd(RATE)],
    ['momentum', { kind: 'sgd', momentum: 0.9 }, () => tf.train.momentum(RATE, 0.9)],
    [
      'Nesterov momentum',
      { kind: 'sgd', momentum: 0.9, nesterov: true },
      () => tf.train.momentum(RATE, 0.9, true),
    ],
    ['RMSprop', { kind: 'rmsprop' }, () => tf.train.rmsprop(RATE, 0.9, 0, 1e-7)],
    [
      'RMSprop with momentum',
      { kind: 'rmsprop', rho: 0.8, momentum: 0.5 },
      () => tf.train.rmsprop(RATE, 0.8, 0.5, 1e-7),
    ],
    ['Adam', { kind: 'adam', weightDecay: 0 }, () => tf.train.adam(RATE, 0.9, 0.999, 1e-8)],
  ])('%s', (_, choice, create) => {
    const [actual, expected] = [fiveSteps(choice), fiveStepsOf(create())];
    expected.forEach((value, index) => expect(actual[index]).toBeCloseTo(value, 5));
  });
});

/** One small layer, so that whole steps are quick. */
const program: TrainingProgram = {
  batch: [
    { name: 'inputs', shape: [6, 5] },
    { name: 'targets', shape: [6, 3] },
  ],
  losses: (context, { inputs, targets }) => {
    const error = tf.sub(tf.tanh(dense(context, 'layer', inputs!, 3)), targets!);
    return { total: tf.mean(tf.square(error)) as tf.Scalar };
  },
};

function fill(trainer: Trainer): void {
  trainer.batchArray('inputs').set(example([6, 5], 3).values);
  trainer.batchArray('targets').set(example([6, 3], 4).values);
}

const open = (choice: UpdateChoice, state?: ReturnType<Trainer['state']>) =>
  TrainingSession.open(recordTrainingStep(program, choice), {
    threads: 1,
    seed: 8,
    ...(state ? { state } : {}),
  });

async function train(trainer: Trainer, steps: number): Promise<void> {
  fill(trainer);
  for (let step = 1; step <= steps; step += 1) await trainer.run(RATE);
}

describe('compiled training steps agree with tfjs-cpu', () => {
  it.each<[string, UpdateChoice]>([
    ['momentum, clipped', { optimizer: { kind: 'sgd' }, normLimit: 0.1 }],
    [
      'Nesterov, decay, no average',
      { optimizer: { kind: 'sgd', nesterov: true, weightDecay: 0.1 }, averaging: false },
    ],
    ['RMSprop', { optimizer: { kind: 'rmsprop' } }],
    [
      'RMSprop, centred, momentum',
      { optimizer: { kind: 'rmsprop', centered: true, momentum: 0.5, epsilon: 1e-3 } },
    ],
    ['Adam', { normLimit: 10 }],
  ])('%s', async (_, choice) => {
    const compiled = await open(choice);
    const eager = await EagerTrainingSession.open(program, { backend: 'cpu', seed: 8, ...choice });
    for (const trainer of [compiled, eager]) await train(trainer, 5);
    const [actual, expected] = [compiled.state(), eager.state()];
    expect([...actual.keys()]).toEqual([...expected.keys()]);
    for (const [name, { values }] of expected) {
      values.forEach((value, index) => expect(actual.get(name)!.values[index], name).toBeCloseTo(value, 5));
    }
    await Promise.all([compiled.close(), eager.close()]);
  });
});

describe('what a run keeps', () => {
  const slots = (trainer: Trainer) => [
    ...new Set([...trainer.state().keys()].map((name) => name.split(':')[0])),
  ];

  it('is called in checkpoints as it always was', async () => {
    const trainer = await open({});
    expect(slots(trainer)).toEqual(['value', 'firstMoment', 'secondMoment', 'average']);
    await trainer.close();
  });

  it('holds no average where none is wanted, and ships the weights as they are', async () => {
    const trainer = await open({ optimizer: { kind: 'sgd', momentum: 0 }, averaging: false });
    await train(trainer, 2);
    expect(slots(trainer)).toEqual(['value']);
    expect(trainer.step.graph.inputs.map(({ name }) => name)).toEqual([
      'value:decayed0',
      'value:undecayed0',
      'learningRate',
      'statisticShare',
      'inputs',
      'targets',
    ]);
    expect(trainer.weights().get('layer/weights')).toEqual(trainer.state().get('value:layer/weights'));
    await trainer.close();
  });

  it('starts an average where the values of the earlier run stand', async () => {
    const before = await open({ averaging: false });
    await train(before, 3);
    const after = await open({}, before.state());
    expect(after.weights()).toEqual(before.weights());
    await Promise.all([before.close(), after.close()]);
  });
});
