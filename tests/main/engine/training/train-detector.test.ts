import { cp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compiledTileRunner } from '../../../../src/main/engine/detector/compiled-tile-runner';
import { detectFile } from '../../../../src/main/engine/detector/detect-file';
import { TiledDetector } from '../../../../src/main/engine/detector/tiled-detector';
import { readDetectorFolder } from '../../../../src/main/engine/io/model-folder';
import { trainModel, trainOn, type TrainingEngine } from '../../../../src/main/engine/jobs/train';
import { TrainingSession } from '../../../../src/main/engine/runtime/training-session';
import { readCheckpoint } from '../../../../src/main/engine/training/checkpoint';
import { recordTrainingStep } from '../../../../src/main/engine/training/record-step';
import type { TrainingTask } from '../../../../src/main/engine/training/training-task';
import { TRIAL_DETECTOR_FAMILY } from '../../../../src/main/engine/training/families/lesion-detector-family';
import { newBatchLog } from '../../../../src/main/engine/input/photo-batches';
import { openDataset } from '../../../../src/main/datasets/open-dataset';
import type { TrainingEvent } from '../../../../src/shared/training/events';
import type { TrainingIngredient, TrainingOrder } from '../../../../src/shared/training/recipe';
import { littleMemory } from '../../../helpers/little-memory';
import { writeRenderedDataset } from '../../../helpers/rendered-dataset';
import { temporaryFolder } from '../../../helpers/temporary-folder';
import { collectEvents, trainingSurroundings } from '../../../helpers/training-surroundings';

const folder = temporaryFolder();
const data = join(folder.path, 'data');
const surroundings = trainingSurroundings(folder.path);

beforeAll(() =>
  writeRenderedDataset(data, {
    train: [1, 2, 3, 4],
    valid: [5, 6],
    side: 256,
    counts: () => ({ papule: 4, pustule: 3, nodule: 1 }),
  }),
);
afterAll(() => folder.remove());

const order = (name: string, changes: Partial<TrainingOrder> = {}): TrainingOrder => ({
  model: 'lesion-detector-trial',
  dataFolder: data,
  outFolder: join(folder.path, name),
  settings: {},
  resume: false,
  seed: 1,
  ...changes,
});

/** The dataset once more under another name, changed. */
async function changedData(name: string, change: (place: string) => Promise<void>): Promise<string> {
  const place = join(folder.path, name);
  await cp(data, place, { recursive: true });
  await change(place);
  return place;
}

describe('training of the lesion detector', () => {
  it('trains, validates, checkpoints and leaves a model that detects', async () => {
    const events = await collectEvents(trainModel(order('whole'), surroundings));
    expect(events[0]).toMatchObject({ event: 'start', trainPhotos: 4, validPhotos: 2, resumedAtStep: 0 });
    expect(events.filter(({ event }) => event === 'epoch')).toHaveLength(2);
    expect(events.at(-1)).toMatchObject({
      event: 'done',
      reason: 'finished',
      model: join(folder.path, 'whole', 'model'),
    });
    const model = await readDetectorFolder(join(folder.path, 'whole', 'model'));
    const detector = new TiledDetector({
      description: model.description,
      engine: { id: 'onnxruntime-cpu', device: 'CPU' },
      openRunner: compiledTileRunner(model, { threads: 1 }),
    });
    const found = await detectFile(detector, join(data, 'valid', 'face5.png'), { minScore: 0 });
    expect([found.width, found.height]).toEqual([256, 256]);
    expect(found.lesions.length).toBeGreaterThan(0);
    await detector.close();
  });

  it('gives the same weights for the same seed, and when it goes on within an epoch', async () => {
    await collectEvents(trainModel(order('first'), surroundings));
    const cancellation = new AbortController();
    const often = { ...surroundings, checkpointEvery: 0, signal: cancellation.signal };
    let checkpoints = 0;
    await collectEvents(trainModel(order('second'), often), ({ event }) => {
      if (event === 'checkpoint') checkpoints += 1;
      if (checkpoints === 2) cancellation.abort();
    });
    const stopped = (await readCheckpoint(join(folder.path, 'second')))?.progress;
    expect(stopped).toMatchObject({ epoch: 0, steps: 2, from: 8 });
    const resumed = await collectEvents(trainModel(order('second', { resume: true }), surroundings));
    expect(resumed[0]).toMatchObject({ event: 'start', resumedAtStep: 2 });
    const [first, second] = await Promise.all(
      ['first', 'second'].map((name) => readCheckpoint(join(folder.path, name))),
    );
    expect(second?.state).toEqual(first?.state);
    expect(second?.progress.best).toEqual(first?.progress.best);
  });

  it('weighs rare types more and shows tiles as they are, where it is told to', async () => {
    const losses = async (name: string, settings: TrainingOrder['settings']) => {
      const run = trainModel(order(name, { settings: { ...settings, epochs: 1 } }), surroundings);
      const [epoch] = (await collectEvents(run)).filter(({ event }) => event === 'epoch');
      return epoch && 'losses' in epoch ? epoch.losses : {};
    };
    const plain = await losses('plain', { augment: false });
    const weighted = await losses('weighted', { augment: false, classWeights: true });
    const varied = await losses('varied', {});
    expect(weighted['type']).not.toBe(plain['type']);
    expect(varied['objectness']).not.toBe(plain['objectness']);
  });

  it('leaves out what it is told to, and goes on so', async () => {
    const settings = { epochs: 1, without: ['rendered-lesions', 'look-alikes'] } as const;
    const withAll = await collectEvents(
      trainModel(order('with-all', { settings: { epochs: 1 } }), surroundings),
    );
    const events = await collectEvents(trainModel(order('without', { settings }), surroundings));
    const losses = (told: readonly TrainingEvent[]) =>
      told.find((event) => event.event === 'epoch')?.losses['objectness'];
    expect(losses(events)).not.toBe(losses(withAll));
    const again = trainModel(order('without', { settings, resume: true }), surroundings);
    expect((await collectEvents(again)).at(-1)).toMatchObject({ event: 'done', reason: 'finished' });
    const other = order('without', { settings: { ...settings, without: [] }, resume: true });
    await expect(collectEvents(trainModel(other, surroundings))).rejects.toThrow(
      'without ["rendered-lesions"',
    );
  });

  it('gives marks that only look like lesions no weight of their own where they are left out', async () => {
    const photos = (await openDataset(data)).photos.map((photo) => ({
      ...photo,
      labels: photo.labels.map((label) => ({ ...label, label: 'mole' })),
    }));
    const heaviest = async (without: TrainingIngredient[]) => {
      const { settings } = TRIAL_DETECTOR_FAMILY;
      const opening = TRIAL_DETECTOR_FAMILY.open({
        ...{ model: 'lesion-detector-trial', seed: 1, threads: 1, photoWorker: null, fileHash: () => null },
        ...{
          cacheFolder: folder.path,
          photos: { train: photos, valid: [], crops: [], leaked: 0, unsuited: 0 },
        },
        settings: { ...settings, without: ['rendered-lesions', ...without] },
      });
      const task = (await opening.next()).value as TrainingTask;
      const weights: number[] = [];
      for await (const { inputs } of task.batches({ epoch: 0, from: 0 }, newBatchLog())) {
        weights.push(...(inputs['negative'] ?? []));
      }
      await task.close();
      return Math.max(...weights);
    };
    expect(await heaviest([])).toBeGreaterThan(2);
    expect(await heaviest(['look-alikes'])).toBe(1);
  });

  it('refuses to validate on training photos', async () => {
    const onlyTrain = await changedData('only', (place) => rm(join(place, 'valid'), { recursive: true }));
    const run = trainModel(order('refused', { dataFolder: onlyTrain }), surroundings);
    await expect(collectEvents(run)).rejects.toThrow('4 photos to train on and 0 to validate on');
  });

  it('leaves out training photos whose picture is held out under another name', async () => {
    const leaking = await changedData('leaking', async (place) => {
      const name = 'face1_jpg.rf.abc.png';
      await cp(join(place, 'train/face1.png'), join(place, 'train', name));
      await cp(join(place, 'valid/face5.png'), join(place, 'valid', 'face1.png'));
      await writeFile(join(place, 'train/_annotations.txt'), `${name}\nface2.png\nface3.png\n`);
      await writeFile(join(place, 'valid/_annotations.txt'), 'face1.png 9,9,40,40,1\nface6.png\n');
    });
    const events = await collectEvents(trainModel(order('leak', { dataFolder: leaking }), surroundings));
    expect(events[0]).toMatchObject({ trainPhotos: 2, leakedPhotos: 1 });
  });

  it('goes on without a photo that cannot be read, and names it once', async () => {
    const broken = await changedData('broken', (place) =>
      writeFile(join(place, 'train/face2.png'), 'no picture'),
    );
    const events = await collectEvents(trainModel(order('skips', { dataFolder: broken }), surroundings));
    expect(events.filter(({ event }) => event === 'skipped')).toMatchObject([{ file: 'face2.png' }]);
    expect(events.at(-1)).toMatchObject({ event: 'done', reason: 'finished' });
  });

  it('learns even from a single photo, and refuses to where none can be read', async () => {
    const single = await changedData('one', (place) =>
      writeFile(join(place, 'train/_annotations.txt'), 'face1.png 9,9,40,40,1\n'),
    );
    const events = await collectEvents(trainModel(order('single', { dataFolder: single }), surroundings));
    expect(events.at(-1)).toMatchObject({ event: 'done', step: 2 });
    const gone = await changedData('gone', async (place) => {
      await cp(join(folder.path, 'one/train/_annotations.txt'), join(place, 'train/_annotations.txt'));
      await writeFile(join(place, 'train/face1.png'), 'no picture');
    });
    const none = trainModel(order('none', { dataFolder: gone }), surroundings);
    await expect(collectEvents(none)).rejects.toThrow('None of the 1 training photos can be read');
  });

  it('goes on with a smaller batch when memory runs out, tells it, and remembers it for resuming', async () => {
    const engine: TrainingEngine = {
      id: 'onnxruntime-cpu',
      device: 'a processor',
      openTrainer: (program, choice) =>
        TrainingSession.open(recordTrainingStep(program, choice), {
          ...choice,
          threads: 1,
          create: littleMemory(() => 2),
        }),
    };
    const cancellation = new AbortController();
    const stoppable = { ...surroundings, signal: cancellation.signal };
    const events = await collectEvents(trainOn(engine, order('little'), stoppable), ({ event }) => {
      if (event === 'checkpoint') cancellation.abort();
    });
    expect(events.filter(({ event }) => event === 'smaller-batch')).toEqual([
      { event: 'smaller-batch', step: 2, from: 4, to: 2 },
    ]);
    expect((await readCheckpoint(join(folder.path, 'little')))?.progress.batchSize).toBe(2);
    const { description } = await readDetectorFolder(join(folder.path, 'little', 'model'));
    expect(description.training).toMatchObject({ model: 'lesion-detector-trial', batchSize: 2 });
    const resumed = await collectEvents(trainOn(engine, order('little', { resume: true }), surroundings));
    expect(resumed.filter(({ event }) => event === 'smaller-batch')).toEqual([]);
    expect(resumed.at(-1)).toMatchObject({ event: 'done', reason: 'finished' });
  });
});
