import { expect, it } from 'vitest';
import { overfitYolo } from '../../helpers/overfit-yolo';

const MINUTES = 60_000;

it(
  'a narrow YOLOv8 learns sixteen rendered photos by heart, and knows them at inference',
  async () => {
    const history: number[] = [];
    const metrics = await overfitYolo({
      scale: { depth: 1 / 3, width: 1 / 8, mostChannels: 1024 },
      photos: 16,
      side: 96,
      batchSize: 4,
      steps: 400,
      learningRate: 0.008,
      threads: 1,
      onStep: (_, { total = NaN, box = NaN, class: type = NaN, distribution = NaN }) => {
        history.push(total);
        expect(box + type + distribution).toBeCloseTo(total, 3);
      },
    });
    expect(history.at(-1)).toBeLessThan(history[0]! / 4);
    expect(metrics['ap50']).toBeGreaterThan(0.95);
    expect(metrics['typedAp50']).toBeGreaterThan(0.95);
    expect(metrics['loss']).toBeLessThan(history[0]! / 4);
  },
  5 * MINUTES,
);
