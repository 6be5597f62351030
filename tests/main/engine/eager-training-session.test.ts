import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { NamedArray } from '../../../src/main/engine/io/safetensors';
import { EagerTrainingSession } from '../../../src/main/engine/runtime/eager-training-session';
import { TrainingSession } from '../../../src/main/engine/runtime/training-session';
import { recordTrainingStep } from '../../../src/main/engine/training/record-step';
import { fillSeedBatch, seedProgram } from '../../helpers/seed-program';

// tfjs-cpu takes its time, and has a wrong gradient where a detector would resize a batch.
const program = seedProgram(4, 8);
const options = { backend: 'cpu', normLimit: 10, seed: 3 };
const RATE = 0.001;

const openCompiled = () =>
  TrainingSession.open(recordTrainingStep(program, options), { threads: 1, seed: options.seed });

beforeAll(() => setBackend(options.backend));

describe('training kernel by kernel', () => {
  it('has the losses and the weights of the compiled session over five steps', async () => {
    const eager = await EagerTrainingSession.open(program, options);
    const compiled = await openCompiled();
    for (const trainer of [eager, compiled]) fillSeedBatch(trainer, 5);
    for (let step = 1; step <= 5; step += 1) {
      const { total: expected = NaN } = await compiled.run(RATE);
      const { total: actual = NaN } = await eager.run(RATE);
      expect(Math.abs(actual - expected), `loss of step ${step}`).toBeLessThanOrEqual(1e-4 * expected);
    }
    expect(eager.steps).toBe(5);
    expectClose(eager.weights(), compiled.weights());
    await Promise.all([eager.close(), compiled.close()]);
  });

  it('leaves no tensor behind', async () => {
    const before = memory().numTensors;
    const session = await EagerTrainingSession.open(program, options);
    fillSeedBatch(session, 5);
    const opened = memory().numTensors;
    await session.run(RATE);
    session.state();
    expect(memory().numTensors).toBe(opened);
    await session.close();
    expect(memory().numTensors).toBe(before);
  });

  it('leaves no tensor behind where a step fails half-way', async () => {
    const failing = {
      ...program,
      losses: (...args: Parameters<typeof program.losses>) => {
        const losses = program.losses(...args);
        if (fails) throw new Error('out of memory');
        return losses;
      },
    };
    let fails = false;
    const session = await EagerTrainingSession.open(failing, options);
    fillSeedBatch(session, 5);
    const opened = memory().numTensors;
    fails = true;
    await expect(session.run(RATE)).rejects.toThrow('out of memory');
    expect(memory().numTensors).toBe(opened);
    expect(session.steps).toBe(0);
    await session.close();
  });

  it('goes on from the state of a compiled session as if nothing had happened', async () => {
    const compiled = await openCompiled();
    fillSeedBatch(compiled, 5);
    await compiled.run(RATE);
    const resumed = { ...options, seed: 99, state: compiled.state(), stepCount: compiled.steps };
    const eager = await EagerTrainingSession.open(program, resumed);
    fillSeedBatch(eager, 6);
    fillSeedBatch(compiled, 6);
    const [{ total: expected = NaN }, { total: actual = NaN }] = [
      await compiled.run(RATE),
      await eager.run(RATE),
    ];
    expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-4 * expected);
    expectClose(eager.state(), compiled.state());
    await Promise.all([eager.close(), compiled.close()]);
  });
});

type Arrays = ReadonlyMap<string, NamedArray>;

/** Adam makes whole steps of gradients that are rounding errors, so single elements may differ, not most. */
function expectClose(actual: Arrays, expected: Arrays): void {
  expect([...actual.keys()]).toEqual([...expected.keys()]);
  let squares = 0;
  let count = 0;
  for (const [name, { shape, values }] of expected) {
    const other = actual.get(name)!;
    expect(other.shape).toEqual(shape);
    expect(other.values.length).toBe(values.length);
    values.forEach((value, index) => (squares += (value - other.values[index]!) ** 2));
    count += values.length;
  }
  expect(Math.sqrt(squares / count)).toBeLessThan(RATE / 100);
}
