import { expect, it } from 'vitest';
import { YOLO_N, YOLO_S } from '../../src/main/engine/ml/models/yolov8';
import { overfitYolo } from '../helpers/overfit-yolo';

const MINUTES = 60_000;

/**
 * Both published sizes, in full. Takes minutes: `npx vitest run --project opt-in tests/opt-in/yolo-overfit.test.ts`.
 * docs/experiments.md has the figures.
 */
it.each([
  ['n', YOLO_N],
  ['s', YOLO_S],
] as const)(
  'YOLOv8-%s learns sixteen rendered photos by heart',
  async (name, scale) => {
    const metrics = await overfitYolo({
      scale,
      photos: 16,
      side: 160,
      batchSize: 8,
      steps: 200,
      learningRate: 0.002,
      threads: 2,
    });
    process.stdout.write(`YOLOv8-${name} ${JSON.stringify(metrics)}\n`);
    expect(metrics['ap50']).toBeGreaterThan(0.95);
    expect(metrics['typedAp50']).toBeGreaterThan(0.95);
  },
  60 * MINUTES,
);
