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

it.each([true, false])(
  'keeps the statistics it starts with where that is asked for: %s',
  async (keepsStatistics) => {
    const shape = { backbone: [8, 8, 8, 8, 8], blocks: [1, 0, 0, 0], merged: 8 } as const;
    const step = recordTrainingStep(lesionDetectorProgram(shape, 1, 32, { keepsStatistics }), {
      normLimit: 10,
    });
    const session = await TrainingSession.open(step, { threads: 1, seed: 3 });
    const values = (name: RegExp) =>
      [...session.weights()].filter(([of]) => name.test(of)).map(([, { values: of }]) => [...of]);
    const statistics = /\/(mean|variance)$/;
    const [before, filters] = [values(statistics), values(/filter$/)];
    session.batchArray('images').fill(0.3);
    session.batchArray('negative').fill(1);
    await session.run(0.01);
    expect(before.length).toBeGreaterThan(4);
    expect(JSON.stringify(values(statistics)) === JSON.stringify(before)).toBe(keepsStatistics);
    expect(values(/filter$/)).not.toEqual(filters);
    await session.close();
  },
);
