import { expect, it } from 'vitest';
import { compiledTileRunner } from '../../../src/main/engine/detector/compiled-tile-runner';
import { TiledDetector } from '../../../src/main/engine/detector/tiled-detector';
import { isOutOfMemory } from '../../../src/main/engine/runtime/out-of-memory';
import { renderPhantom } from '../../../src/shared/phantom/render-phantom';
import { randomModel } from '../../helpers/random-model';

const model = randomModel(7);
const { image } = renderPhantom({ width: 700, height: 500, seed: 3 });
const all = { minScore: 0 };
const processor = { id: 'onnxruntime-cpu', device: 'a processor' } as const;

/** A detector on a computer whose memory holds tiles of so many pixels. */
function detectorWithin(pixels: number) {
  const told: number[] = [];
  const sides: number[] = [];
  const open = compiledTileRunner(model, { threads: 1 });
  const detector = new TiledDetector({
    description: model.description,
    engine: processor,
    openRunner: async (height, width) => {
      const runner = await open(height, width);
      return {
        run: (planes) => {
          if (height * width > pixels) return Promise.reject(new Error('Failed to allocate memory'));
          sides.push(Math.max(height, width));
          return runner.run(planes);
        },
        close: () => runner.close(),
      };
    },
    onSmallerTiles: (longest) => told.push(longest),
  });
  return { detector, told, sides };
}

it('goes on with smaller tiles when memory runs out, says so, and keeps to it', async () => {
  const { detector, told, sides } = detectorWithin(320 * 320);
  const lesions = await detector.detect(image, all);
  expect(told).toEqual([320]);
  expect(Math.max(...sides)).toBeLessThanOrEqual(320);
  expect(lesions.length).toBeGreaterThan(0);
  expect(await detector.detect(image, all)).toEqual(lesions);
  expect(told).toEqual([320]);
  await detector.close();
});

it('gives up where memory does not suffice for the smallest tiles, and on other failures at once', async () => {
  const { detector, told } = detectorWithin(0);
  await expect(detector.detect(image, all)).rejects.toSatisfy(isOutOfMemory);
  expect(told).toEqual([320, 160]);
  await detector.close();
  let opened = 0;
  const broken = new TiledDetector({
    description: model.description,
    engine: processor,
    openRunner: () => {
      opened += 1;
      return Promise.reject(new Error('broken'));
    },
  });
  await expect(broken.detect(image, all)).rejects.toThrow('broken');
  expect(opened).toBe(1);
});
