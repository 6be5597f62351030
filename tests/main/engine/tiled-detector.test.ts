import { expect, it } from 'vitest';
import { compiledTileRunner } from '../../../src/main/engine/detector/compiled-tile-runner';
import { TiledDetector } from '../../../src/main/engine/detector/tiled-detector';
import { PEAK_CHANNELS } from '../../../src/main/engine/ml/detection/peaks';
import { OUTPUT_STRIDE } from '../../../src/main/engine/ml/models/lesion-detector';
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

/** Tiles that each show one lesion of 12 pixels, at these points of the tile. */
function detectorThatSees(points: readonly (readonly [x: number, y: number])[]) {
  let tile = 0;
  return new TiledDetector({
    description: model.description,
    engine: processor,
    openRunner: (height, width) =>
      Promise.resolve({
        run: () => {
          const [x, y] = points[tile++] as [number, number];
          const [column, row] = [Math.floor(x / OUTPUT_STRIDE), Math.floor(y / OUTPUT_STRIDE)];
          const maps = new Float32Array((height / OUTPUT_STRIDE) * (width / OUTPUT_STRIDE) * PEAK_CHANNELS);
          const offset = [x / OUTPUT_STRIDE - column - 0.5, y / OUTPUT_STRIDE - row - 0.5];
          const cell = (row * (width / OUTPUT_STRIDE) + column) * PEAK_CHANNELS;
          maps.set([0.9, ...offset, 12, 12, 1, 0, 0, 0], cell);
          return Promise.resolve(maps);
        },
        close: () => Promise.resolve(),
      }),
  });
}

it.each([
  ['each tile puts it on the other’s side', 513, 511],
  ['each tile puts it on its own side', 511, 513],
])('reports a lesion on the seam of two tiles once, where %s', async (_name, first, second) => {
  // Two tiles of 544 pixels, which meet in the middle; the second begins at 480.
  const wide = { width: 1024, height: 320, data: new Uint8Array(1024 * 320 * 3) };
  const detector = detectorThatSees([
    [first, 160],
    [second - 480, 160],
  ]);
  const lesions = await detector.detect(wide, { minScore: 0.5 });
  expect(lesions).toHaveLength(1);
  const { box } = lesions[0]!;
  expect(Math.abs((box.x + box.width / 2) * 1024 - 512)).toBeLessThanOrEqual(1.001);
});
