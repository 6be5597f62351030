import { expect, it } from 'vitest';
import { encodeTargets } from '../../../src/main/engine/ml/detection/targets';
import { seededRandom } from '../../../src/main/engine/ml/random';
import { OutOfMemory } from '../../../src/main/engine/runtime/out-of-memory';
import { TrainingSession } from '../../../src/main/engine/runtime/training-session';
import {
  lesionDetectorProgram,
  TARGET_NAMES,
} from '../../../src/main/engine/training/lesion-detector-program';
import { recordTrainingStep } from '../../../src/main/engine/training/record-step';
import {
  BatchTrainer,
  type BatchInputs,
  type OpenForBatch,
} from '../../../src/main/engine/training/batch-trainer';
import { littleMemory } from '../../helpers/little-memory';
import { TINY_SHAPE } from '../../helpers/random-model';

const SIDE = 32;
const RATE = 0.01;

const openWithin =
  (limit: () => number): OpenForBatch =>
  (batchSize, state) =>
    TrainingSession.open(recordTrainingStep(lesionDetectorProgram(TINY_SHAPE, batchSize, SIDE)), {
      threads: 1,
      seed: 3,
      create: littleMemory(limit),
      ...state,
    });

/** A batch of tiles of noise with a lesion each. */
function tiles(count: number, seed: number): BatchInputs {
  const random = seededRandom(seed);
  const images = Float32Array.from({ length: count * 3 * SIDE * SIDE }, random);
  const targets = Array.from({ length: count }, () =>
    encodeTargets(
      [{ x: 4 + 24 * random(), y: 4 + 24 * random(), width: 8, height: 8, allowed: ['papule'] }],
      SIDE,
    ),
  );
  const joined = TARGET_NAMES.map((name) => [
    name,
    Float32Array.from(targets.flatMap((target) => [...target[name]])),
  ]);
  return { size: count, inputs: { images, ...Object.fromEntries(joined) } };
}

/** Counts its calls: a second between two. */
function clock(): () => number {
  let time = 0;
  return () => (time += 1);
}

it('goes on with fewer tiles a step from the very state it had, when memory runs out', async () => {
  let limit = 4;
  const trainer = await BatchTrainer.open(
    openWithin(() => limit),
    4,
    null,
    clock(),
  );
  const [first, second] = [tiles(4, 1), tiles(4, 2)];
  expect(await trainer.train(first, RATE)).toMatchObject({ shrunkFrom: null });
  limit = 1;
  const { losses, shrunkFrom, busy } = await trainer.train(second, RATE);
  expect([shrunkFrom, trainer.batchSize, trainer.steps, busy]).toEqual([4, 1, 5, 4]);

  const before = await BatchTrainer.open(
    openWithin(() => 4),
    4,
    null,
    clock(),
  );
  await before.train(first, RATE);
  const kept = { state: before.state(), stepCount: before.steps };
  const after = await BatchTrainer.open(
    openWithin(() => 4),
    1,
    kept,
    clock(),
  );
  expect((await after.train(second, RATE)).losses).toEqual(losses);
  expect(after.state()).toEqual(trainer.state());
  await Promise.all([trainer, before, after].map((opened) => opened.close()));
});

it('opens with fewer tiles a step where even opening takes too much', async () => {
  const within = openWithin(() => 3);
  const asked: number[] = [];
  const open: OpenForBatch = (batchSize, state) => {
    asked.push(batchSize);
    return batchSize > 3 ? Promise.reject(new Error('std::bad_alloc')) : within(batchSize, state);
  };
  const trainer = await BatchTrainer.open(open, 9, null, clock());
  expect([asked, trainer.batchSize]).toEqual([[9, 4, 2], 2]);
  // Nine tiles in steps of two: the last step is filled up.
  await trainer.train(tiles(9, 3), RATE);
  expect(trainer.steps).toBe(5);
  await trainer.close();
});

it('says so where memory does not suffice for a single tile, and lets other failures through', async () => {
  const trainer = await BatchTrainer.open(
    openWithin(() => 0),
    2,
    null,
    clock(),
  );
  await expect(trainer.train(tiles(2, 4), RATE)).rejects.toThrow(OutOfMemory);
  await trainer.close();
  await expect(
    BatchTrainer.open(() => Promise.reject(new Error('bad_alloc')), 2, null, clock()),
  ).rejects.toThrow(OutOfMemory);
  const broken = new Error('broken');
  await expect(BatchTrainer.open(() => Promise.reject(broken), 2, null, clock())).rejects.toThrow(broken);
});
