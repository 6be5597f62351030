import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatasets } from '../../../../src/main/datasets/open-dataset';
import { compiledTileRunner } from '../../../../src/main/engine/detector/compiled-tile-runner';
import { detectFile } from '../../../../src/main/engine/detector/detect-file';
import { YoloDetector } from '../../../../src/main/engine/detector/yolo-detector';
import { newBatchLog } from '../../../../src/main/engine/input/photo-batches';
import { readAnyDetectorFolder } from '../../../../src/main/engine/io/model-folder';
import { trainModel } from '../../../../src/main/engine/jobs/train';
import { yoloFamily, YOLO_SETTINGS } from '../../../../src/main/engine/training/families/yolo-family';
import { splitPhotos } from '../../../../src/main/engine/training/split-photos';
import type { TrainingBatch, TrainingTask } from '../../../../src/main/engine/training/training-task';
import { YOLO_METRICS } from '../../../../src/main/engine/training/yolo-metrics';
import { LESION_TYPES } from '../../../../src/shared/clinical/lesion';
import type { TrainingOrder } from '../../../../src/shared/training/recipe';
import { randomYolo, TINY_YOLO } from '../../../helpers/random-yolo';
import { writeRenderedDataset } from '../../../helpers/rendered-dataset';
import { temporaryFolder } from '../../../helpers/temporary-folder';
import { collectEvents, trainingSurroundings } from '../../../helpers/training-surroundings';

const SIDE = 64;
const folder = temporaryFolder();
const data = join(folder.path, 'data');
const surroundings = trainingSurroundings(folder.path);
const family = yoloFamily('tiny', TINY_YOLO, { ...YOLO_SETTINGS, side: SIDE, batchSize: 2 });

beforeAll(() =>
  writeRenderedDataset(data, {
    train: [1, 2, 3, 4],
    valid: [5, 6],
    side: 256,
    counts: (seed) => ({ papule: 2, pustule: seed, nodule: 1 }),
  }),
);
afterAll(() => folder.remove());

const order = (name: string, changes: Partial<TrainingOrder> = {}): TrainingOrder => ({
  model: 'yolov8n',
  dataFolder: data,
  outFolder: join(folder.path, name),
  settings: { side: SIDE, batchSize: 2, epochs: 1 },
  resume: false,
  seed: 1,
  ...changes,
});

async function openTask(settings: Partial<typeof YOLO_SETTINGS> = {}): Promise<TrainingTask> {
  const opening = family.open({
    ...{ model: 'yolov8n', seed: 1, threads: 1, photoWorker: null, cacheFolder: folder.path },
    settings: { ...family.settings, ...settings },
    photos: splitPhotos(await openDatasets(data), family.unsuited),
    fileHash: () => null,
  });
  for (;;) {
    const step = await opening.next();
    if (step.done) return step.value;
  }
}

async function batchesFrom(task: TrainingTask, from: number): Promise<readonly TrainingBatch[]> {
  const all: TrainingBatch[] = [];
  for await (const batch of task.batches({ epoch: 3, from }, newBatchLog())) all.push(batch);
  return all;
}

describe('training of YOLOv8', () => {
  it('trains, validates and leaves a model that finds lesions on photos', async () => {
    const events = await collectEvents(trainModel(order('whole'), surroundings));
    expect(events[0]).toMatchObject({ event: 'start', trainPhotos: 4, validPhotos: 2 });
    const epoch = events.find(({ event }) => event === 'epoch');
    if (epoch?.event !== 'epoch') throw new Error('No epoch was told.');
    const { loss = NaN, boxLoss = NaN, classLoss = NaN, distributionLoss = NaN } = epoch.metrics;
    expect(boxLoss + classLoss + distributionLoss).toBeCloseTo(loss, 6);
    expect(YOLO_METRICS).toEqual(expect.arrayContaining(Object.keys(epoch.metrics)));
    const model = await readAnyDetectorFolder(join(folder.path, 'whole', 'model'));
    if (model.description.task !== 'yolov8') throw new Error('The model is of another kind.');
    expect(model.description).toMatchObject({ side: SIDE, classes: LESION_TYPES });
    const detector = new YoloDetector({
      description: model.description,
      engine: { id: 'onnxruntime-cpu', device: 'CPU' },
      openRunner: compiledTileRunner(model, { threads: 1 }),
    });
    const found = await detectFile(detector, join(data, 'valid', 'face5.png'), { minScore: 0 });
    expect([found.width, found.height]).toEqual([256, 256]);
    expect(found.lesions.length).toBeGreaterThan(0);
    await detector.close();
  }, 180_000);

  it('refuses photos whose labels leave the type of lesions open, and says so', async () => {
    const open = join(folder.path, 'open');
    await writeRenderedDataset(open, { train: [1], valid: [2], side: 128, counts: () => ({ papule: 1 }) });
    for (const split of ['train', 'valid'])
      await writeFile(join(open, split, '_classes.txt'), 'acne_lesion\nnodule\nlesion\npustule\n');
    const failure = {
      kind: 'invalid-input',
      message: expect.stringContaining('2 are left out: their labels leave open') as string,
    };
    await expect(
      collectEvents(trainModel(order('none', { dataFolder: open }), surroundings)),
    ).rejects.toMatchObject({ failure });
  });
});

describe('what the loop is given', () => {
  it('holds the boxes of the varied photos, and goes on in the midst of an epoch', async () => {
    const task = await openTask();
    const whole = await batchesFrom(task, 0);
    expect(whole).toHaveLength(2);
    expect(await batchesFrom(task, whole[0]!.next)).toEqual(whole.slice(1));
    const program = task.program(2);
    for (const { inputs } of whole) {
      for (const { name, shape } of program.batch)
        expect(inputs[name], name).toHaveLength(shape.reduce((product, size) => product * size, 1));
      const { boxes, classes, mask } = inputs as Record<'boxes' | 'classes' | 'mask', Float32Array>;
      const marked = Array.from(mask).flatMap((present, place) => (present ? [place] : []));
      expect(marked.length).toBeGreaterThanOrEqual(2);
      for (const place of marked) {
        const [left = NaN, top = NaN, right = NaN, bottom = NaN] = boxes.subarray(4 * place, 4 * place + 4);
        expect(Math.min(left, top, right - left - 1, bottom - top - 1)).toBeGreaterThanOrEqual(0);
        expect(Math.max(right, bottom)).toBeLessThanOrEqual(SIDE);
        expect(['nodule', 'papule', 'pustule']).toContain(LESION_TYPES[classes[place]!]);
      }
    }
    await task.close();
  });

  it('measures held-out photos: losses, and figures by type', async () => {
    const task = await openTask();
    const { weights } = randomYolo(3, SIDE);
    const validation = task.validate(weights, newBatchLog());
    const told: number[] = [];
    for (;;) {
      const step = await validation.next();
      if (!step.done) {
        told.push(step.value.done);
        continue;
      }
      expect(told).toEqual([1, 2]);
      expect(step.value['photos']).toBe(2);
      expect(step.value['loss']).toBeGreaterThan(0);
      expect(step.value).toHaveProperty(['nodule.ap50']);
      // No photo has a comedone: there is nothing to measure.
      expect(step.value).not.toHaveProperty(['comedone.ap50']);
      break;
    }
    await task.close();
  });
});
