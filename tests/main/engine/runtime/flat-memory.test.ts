import { engine } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { TrainingSession } from '../../../../src/main/engine/runtime/training-session';
import { lesionDetectorProgram } from '../../../../src/main/engine/training/lesion-detector-program';
import { recordTrainingStep } from '../../../../src/main/engine/training/record-step';
import { TINY_SHAPE } from '../../../helpers/random-model';

const SIDE = 128;
const BATCH = 4;
const WARM_UP = 20;
const STEPS = 120;
/** Bytes of one batch of images: what a step would leave behind if it kept a single copy of its input. */
const BATCH_BYTES = BATCH * 3 * SIDE * SIDE * 4;

it('takes no more memory from step to step', async () => {
  const step = recordTrainingStep(lesionDetectorProgram(TINY_SHAPE, BATCH, SIDE));
  const session = await TrainingSession.open(step, { threads: 1, seed: 3 });
  const run = async (steps: number) => {
    for (let count = 0; count < steps; count += 1) await session.run(1e-4);
  };
  await run(WARM_UP);
  const [tensors, rss, buffers] = [
    engine().state.numTensors,
    process.memoryUsage.rss(),
    process.memoryUsage().arrayBuffers,
  ];
  await run(STEPS);
  expect(engine().state.numTensors).toBe(tensors);
  // A third of what one lost batch a step would come to.
  const limit = (STEPS * BATCH_BYTES) / 3;
  expect(process.memoryUsage().arrayBuffers - buffers).toBeLessThan(limit);
  expect(process.memoryUsage.rss() - rss).toBeLessThan(limit);
  await session.close();
});
