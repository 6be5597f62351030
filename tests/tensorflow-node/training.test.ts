import { memory, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { benchNetwork } from '../../src/main/engine/bench/bench-networks';
import { seededRandom } from '../../src/main/engine/ml/random';
import { EagerTrainingSession } from '../../src/main/engine/runtime/eager-training-session';
import { TrainingSession } from '../../src/main/engine/runtime/training-session';
import { NATIVE_BACKEND } from '../../src/main/engine/tensorflow/native-backend';
import { lesionDetectorProgram } from '../../src/main/engine/training/lesion-detector-program';
import type { TrainingProgram } from '../../src/main/engine/training/program';
import { recordTrainingStep } from '../../src/main/engine/training/record-step';
import type { Trainer } from '../../src/main/engine/training/trainer';
import type { UpdateChoice } from '../../src/main/engine/training/update-settings';
import { fillSeedBatch, seedProgram } from '../helpers/seed-program';

const RATE = 0.001;

/** Noise for pictures, and small sparse numbers for whatever else a batch holds. */
function fillWithNoise(program: TrainingProgram) {
  return (trainer: Trainer): void => {
    const random = seededRandom(5);
    for (const { name, layout } of program.batch) {
      const values = trainer.batchArray(name);
      values.forEach((_, index) => {
        const value = random();
        values[index] = layout === 'image' ? value : value < 0.1 ? 10 * value : 0;
      });
    }
  };
}

const detector = lesionDetectorProgram(
  { backbone: [8, 8, 16, 16, 16], blocks: [1, 1, 1, 0], merged: 8 },
  4,
  128,
);
const yolo = benchNetwork('yolov8-n', 128).program(4);
const seed = seedProgram(8, 64);
const fillSeed = (trainer: Trainer): void => fillSeedBatch(trainer, 5);

interface Case {
  readonly name: string;
  readonly program: TrainingProgram;
  readonly fill: (trainer: Trainer) => void;
  readonly choice?: UpdateChoice;
}

const CASES: readonly Case[] = [
  { name: 'the seed study’s network', program: seed, fill: fillSeed },
  {
    name: 'the same with SGD and momentum',
    program: seed,
    fill: fillSeed,
    choice: { optimizer: { kind: 'sgd' } },
  },
  {
    name: 'the same with RMSprop, without averaging',
    program: seed,
    fill: fillSeed,
    choice: { optimizer: { kind: 'rmsprop' }, averaging: false },
  },
  { name: 'the lesion detector', program: detector, fill: fillWithNoise(detector) },
  { name: 'a network of YOLOv8-n’s shape', program: yolo, fill: fillWithNoise(yolo) },
];

beforeAll(() => setBackend(NATIVE_BACKEND));

describe('five eager training steps on TensorFlow have the losses of the compiled ones', () => {
  it.each(CASES)('$name', async ({ program, fill, choice = {} }) => {
    const options = { backend: NATIVE_BACKEND, normLimit: 10, seed: 3, ...choice };
    const before = memory().numTensors;
    const eager = await EagerTrainingSession.open(program, options);
    const opened = memory().numTensors;
    const compiled = await TrainingSession.open(recordTrainingStep(program, options), {
      threads: 2,
      seed: options.seed,
    });
    for (const trainer of [eager, compiled]) fill(trainer);
    for (let step = 1; step <= 5; step += 1) {
      const expected = await compiled.run(RATE);
      const actual = await eager.run(RATE);
      for (const [name, loss] of Object.entries(expected)) {
        const error = Math.abs((actual[name] ?? NaN) - loss) / Math.abs(loss);
        expect(error, `${name} of step ${step}`).toBeLessThanOrEqual(1e-4);
      }
      expect(memory().numTensors).toBe(opened);
    }
    await Promise.all([eager.close(), compiled.close()]);
    expect(memory().numTensors).toBe(before);
  });
});
