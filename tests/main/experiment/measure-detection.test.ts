import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LabelledPhoto } from '../../../src/main/datasets/dataset';
import { openDatasets } from '../../../src/main/datasets/open-dataset';
import { compiledTileRunner } from '../../../src/main/engine/detector/compiled-tile-runner';
import { YoloDetector } from '../../../src/main/engine/detector/yolo-detector';
import { writeModelFolder } from '../../../src/main/engine/io/model-folder';
import { yoloFamily, YOLO_SETTINGS } from '../../../src/main/engine/training/families/yolo-family';
import { heldOutPhotos, type HeldOut } from '../../../src/main/experiment/measure/held-out';
import { measureDetection } from '../../../src/main/experiment/measure/measure-detection';
import type { Measurement } from '../../../src/main/experiment/run-experiment';
import type { RunRecord } from '../../../src/shared/training/run-record';
import { randomYolo, TINY_YOLO } from '../../helpers/random-yolo';
import { writeRenderedDataset } from '../../helpers/rendered-dataset';
import { temporaryFolder } from '../../helpers/temporary-folder';

const SIDE = 64;
const folder = temporaryFolder();
const [data, run, modelFolder] = ['data', 'run', 'model'].map((name) => join(folder.path, name)) as [
  string,
  string,
  string,
];
const model = randomYolo(3, SIDE);
const engine = { id: 'onnxruntime-cpu', device: 'a processor' } as const;

beforeAll(async () => {
  await writeRenderedDataset(data, {
    train: [1],
    valid: [2, 3, 4],
    side: 160,
    counts: () => ({ papule: 3, nodule: 2 }),
  });
  // A picture that is none: it must not end the measuring.
  await writeFile(join(data, 'valid', 'broken.png'), 'no picture');
  await appendFile(join(data, 'valid', '_annotations.txt'), 'broken.png 10,10,30,30,2\n');
  await writeModelFolder(modelFolder, model.description, model.weights);
  const record: RunRecord = {
    format: 1,
    model: 'yolov8n',
    settings: { ...YOLO_SETTINGS, side: SIDE, batchSize: 2 },
    ...{ seed: 1, maxMinutes: null, startedFrom: null, engine, versions: {} },
    data: { folder: data, fingerprint: 'f', datasets: [], trainPhotos: 1, validPhotos: 3, testPhotos: 0 },
    startedAt: '2026-01-01T00:00:00.000Z',
  };
  const events = [
    {
      event: 'start',
      ...{ model: 'yolov8n', seed: 1, epochs: 1, trainPhotos: 1, validPhotos: 3, leakedPhotos: 0 },
      ...{ parameters: 9, engine, resumedAtStep: 0 },
    },
    { event: 'done', reason: 'finished', step: 1, seconds: 1, model: modelFolder },
  ];
  await mkdir(run);
  await writeFile(join(run, 'run.json'), JSON.stringify(record));
  await writeFile(join(run, 'events.jsonl'), events.map((event) => `${JSON.stringify(event)}\n`).join(''));
});
afterAll(() => folder.remove());

async function measured(
  signal?: AbortSignal,
  more: (photos: readonly LabelledPhoto[]) => readonly LabelledPhoto[] = () => [],
): Promise<Measurement> {
  const { split, datasets } = heldOutPhotos(await openDatasets(data));
  const held: HeldOut = {
    split,
    datasets: datasets.map((dataset) => ({
      ...dataset,
      photos: [...dataset.photos, ...more(dataset.photos)],
    })),
  };
  const work = measureDetection(yoloFamily('Tiny', TINY_YOLO), modelFolder, run, held, {
    ...{ threads: 1, cacheFolder: folder.path, photoWorker: null },
    openDetector: () =>
      Promise.resolve(
        new YoloDetector({
          description: { ...model.description, threshold: 0.4 },
          engine,
          openRunner: compiledTileRunner(model, { threads: 1 }),
        }),
      ),
    ...(signal ? { signal } : {}),
  });
  for (;;) {
    const step = await work.next();
    if (step.done) return step.value;
  }
}

it('measures losses that add up and figures of a detector, and draws truth and predictions', async () => {
  const { loss, metrics, result, measuredOn, unreadable, pictures } = await measured();
  const parts = ['boxLoss', 'classLoss', 'distributionLoss'].map((name) => metrics[name] ?? NaN);
  expect(loss).toBeGreaterThan(0);
  expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(loss!, 3);
  expect(measuredOn).toEqual({ split: 'valid', photos: 3 });
  expect(unreadable).toBe(1);
  if (result.kind !== 'detection') throw new Error('A detector was measured.');
  expect(result.figures).toMatchObject({ photos: 3, lesions: 15, centreHit: { threshold: 0.4 } });
  expect(metrics).toMatchObject({
    ap50: result.figures.ap50,
    threshold: 0.4,
    countError: expect.any(Number),
  });
  expect(metrics['typedAp50']).toBeCloseTo(
    (result.figures.ap50ByType.papule! + result.figures.ap50ByType.nodule!) / 2,
    9,
  );

  expect(pictures).toHaveLength(3);
  const { data: pixels, info } = await sharp(pictures[0]).raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([160, 160]);
  const has = (is: (red: number, green: number, blue: number) => boolean): boolean =>
    Array.from({ length: 160 * 160 }, (_, at) => pixels.subarray(3 * at, 3 * at + 3)).some(
      ([red = 0, green = 0, blue = 0]) => is(red, green, blue),
    );
  expect(
    has((red, green, blue) => blue > 180 && red < 110 && green < 150),
    'truth is blue',
  ).toBe(true);
  expect(
    has((red, green, blue) => red > 200 && green > 170 && blue < 90),
    'predictions are yellow',
  ).toBe(true);
});

it('does not take a photo without places for clear skin, nor a lesion of open type for skin in the losses', async () => {
  const plain = await measured();
  const mixed = await measured(undefined, ([photo]) => [
    { ...photo!, labels: [], presence: ['papule'] },
    { ...photo!, labels: photo!.labels.map((label) => ({ ...label, label: 'pimple' })) },
  ]);
  expect(mixed.measuredOn.photos).toBe(plain.measuredOn.photos + 1);
  expect(mixed.loss).toBe(plain.loss);
});

it('ends as cancelled', async () => {
  await expect(measured(AbortSignal.abort())).rejects.toMatchObject({ failure: { kind: 'cancelled' } });
});
