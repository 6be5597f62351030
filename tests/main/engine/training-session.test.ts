import { expect, it } from 'vitest';
import {
  encodeTargets,
  TARGET_CHANNELS,
  type TargetMaps,
} from '../../../src/main/engine/ml/detection/targets';
import { seededRandom } from '../../../src/main/engine/ml/random';
import { TrainingSession } from '../../../src/main/engine/runtime/training-session';
import { lesionDetectorProgram } from '../../../src/main/engine/training/lesion-detector-program';
import { recordTrainingStep } from '../../../src/main/engine/training/record-step';

it('learns a batch of dark dots by heart, deterministically', async () => {
  const side = 64;
  const shape = { backbone: [8, 8, 8, 8, 8], blocks: [1, 1, 0, 0], merged: 8 } as const;
  const step = recordTrainingStep(lesionDetectorProgram(shape, 2, side), { normLimit: 10 });
  const run = async () => {
    const session = await TrainingSession.open(step, { threads: 1, seed: 3 });
    const random = seededRandom(5);
    const images = session.batchArray('images').fill(0.6);
    for (let image = 0; image < 2; image += 1) {
      const labels = [0, 1].map(() => ({
        x: 8 + 48 * random(),
        y: 8 + 48 * random(),
        width: 8,
        height: 8,
        allowed: ['papule'] as const,
      }));
      for (const { x, y } of labels) {
        for (let row = -4; row < 4; row += 1) {
          for (let column = -4; column < 4; column += 1) {
            images[image * 3 * side * side + Math.round(y + row) * side + Math.round(x + column)] = 0.1;
          }
        }
      }
      const maps = encodeTargets(labels, side);
      for (const name of Object.keys(TARGET_CHANNELS) as (keyof TargetMaps)[]) {
        session.batchArray(name).set(maps[name], image * maps[name].length);
      }
    }
    const losses: number[] = [];
    for (let index = 0; index < 60; index += 1) losses.push((await session.run(0.01))['total'] as number);
    const weights = session.weights();
    await session.close();
    return { losses, weights };
  };
  const first = await run();
  expect(first.losses.at(-1)!).toBeLessThan(first.losses[0]! / 10);
  const second = await run();
  expect(second.losses).toEqual(first.losses);
});
