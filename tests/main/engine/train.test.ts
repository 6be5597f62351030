import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Dataset } from '../../../src/main/datasets/dataset';
import { openDatasets } from '../../../src/main/datasets/open-dataset';
import { compiledTileRunner } from '../../../src/main/engine/detector/compiled-tile-runner';
import { detectFile } from '../../../src/main/engine/detector/detect-file';
import { TiledDetector } from '../../../src/main/engine/detector/tiled-detector';
import { readDetectorFolder } from '../../../src/main/engine/io/model-folder';
import { trainDetector, trainOn, type TrainOptions } from '../../../src/main/engine/jobs/train';
import { TrainingSession } from '../../../src/main/engine/runtime/training-session';
import { CHECKPOINT_FILE, readCheckpoint } from '../../../src/main/engine/training/checkpoint';
import type { TrainingEvent } from '../../../src/main/engine/training/events';
import { recordTrainingStep } from '../../../src/main/engine/training/record-step';
import { LESION_TYPES } from '../../../src/shared/clinical/lesion';
import { littleMemory } from '../../helpers/little-memory';
import { writePhantom } from '../../helpers/phantom-file';

let folder: string;
let datasets: readonly Dataset[];

/** A dataset of rendered faces in the seed study's format: four to learn from, two to validate on. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'macule-train-'));
  for (const [split, seeds] of [
    ['train', [1, 2, 3, 4]],
    ['valid', [5, 6]],
  ] as const) {
    const place = join(folder, 'data', split);
    await mkdir(place, { recursive: true });
    const lines: string[] = [];
    for (const seed of seeds) {
      const name = `face${seed}.png`;
      const { lesions } = await writePhantom(place, name, {
        width: 256,
        height: 256,
        seed,
        counts: { papule: 4, pustule: 3, nodule: 1 },
      });
      const boxes = lesions.map(({ box, type }) =>
        [box.x, box.y, box.x + box.width, box.y + box.height, LESION_TYPES.indexOf(type)]
          .map(Math.round)
          .join(),
      );
      lines.push(`${name} ${boxes.join(' ')}`);
    }
    await writeFile(join(place, '_annotations.txt'), `${lines.join('\n')}\n`);
    await writeFile(join(place, '_classes.txt'), `${LESION_TYPES.join('\n')}\n`);
  }
  datasets = await openDatasets(join(folder, 'data'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const options = (name: string, changes: Partial<TrainOptions> = {}): TrainOptions => ({
  datasets,
  outFolder: join(folder, name),
  recipe: 'trial',
  resume: false,
  seed: 1,
  threads: 1,
  ...changes,
});

async function collect(run: AsyncGenerator<TrainingEvent>): Promise<readonly TrainingEvent[]> {
  const events: TrainingEvent[] = [];
  for await (const event of run) events.push(event);
  return events;
}

describe('trainDetector', () => {
  it('trains, validates, checkpoints and leaves a model that detects', async () => {
    const events = await collect(trainDetector(options('whole')));
    expect(events[0]).toMatchObject({ event: 'start', trainPhotos: 4, validPhotos: 2, resumedAtStep: 0 });
    expect(events.filter(({ event }) => event === 'epoch')).toHaveLength(2);
    const done = events.at(-1);
    expect(done).toMatchObject({ event: 'done', reason: 'finished', model: join(folder, 'whole', 'model') });
    const model = await readDetectorFolder(join(folder, 'whole', 'model'));
    const detector = new TiledDetector({
      description: model.description,
      engine: { id: 'onnxruntime-cpu', device: 'CPU' },
      openRunner: compiledTileRunner(model, { threads: 1 }),
    });
    const found = await detectFile(detector, join(folder, 'data', 'valid', 'face5.png'), { minScore: 0 });
    expect([found.width, found.height]).toEqual([256, 256]);
    expect(found.lesions.length).toBeGreaterThan(0);
    await detector.close();
  });

  it('goes on where a cancelled run stopped', async () => {
    const cancellation = new AbortController();
    const first: TrainingEvent[] = [];
    for await (const event of trainDetector(options('resumed', { signal: cancellation.signal }))) {
      first.push(event);
      if (event.event === 'checkpoint') cancellation.abort();
    }
    expect(first.at(-1)).toMatchObject({ event: 'done', reason: 'cancelled' });
    const stopped = await readCheckpoint(join(folder, 'resumed'));
    const second = await collect(trainDetector(options('resumed', { resume: true })));
    expect(second[0]).toMatchObject({ event: 'start', resumedAtStep: stopped?.progress.steps });
    expect(second.at(-1)).toMatchObject({ event: 'done', reason: 'finished' });
  });

  it('gives the same weights for the same seed', async () => {
    await collect(trainDetector(options('first')));
    await collect(trainDetector(options('second')));
    const [first, second] = await Promise.all(
      ['first', 'second'].map((name) => readCheckpoint(join(folder, name))),
    );
    expect(second?.state).toEqual(first?.state);
  });

  it('refuses to validate on training photos', async () => {
    const onlyTrain = datasets.map((dataset) => ({
      ...dataset,
      photos: dataset.photos.filter(({ split }) => split === 'train'),
    }));
    await expect(collect(trainDetector(options('refused', { datasets: onlyTrain })))).rejects.toThrow(
      '4 photos to train on and 0 to validate on',
    );
  });

  it('leaves out training photos whose picture is held out under another name', async () => {
    const [dataset] = datasets;
    if (!dataset) throw new Error('no dataset');
    const leaking = {
      ...dataset,
      photos: dataset.photos.map((photo) =>
        photo.fileName === 'face1.png' ? { ...photo, stem: 'face5' } : photo,
      ),
    };
    const events = await collect(trainDetector(options('leak', { datasets: [leaking] })));
    expect(events[0]).toMatchObject({ trainPhotos: 3, leakedPhotos: 1 });
  });

  it('goes on without a photo that cannot be read, and names it', async () => {
    const [dataset] = datasets;
    if (!dataset) throw new Error('no dataset');
    const broken = join(folder, 'broken.png');
    await writeFile(broken, 'no picture');
    const photos = dataset.photos.map((photo) =>
      photo.fileName === 'face2.png' ? { ...photo, file: broken } : photo,
    );
    const events = await collect(trainDetector(options('skips', { datasets: [{ ...dataset, photos }] })));
    expect(events.filter(({ event }) => event === 'skipped')).toMatchObject([{ file: 'broken.png' }]);
    expect(events.at(-1)).toMatchObject({ event: 'done', reason: 'finished' });
  });

  it('learns even from a single photo, and refuses to where none can be read', async () => {
    const [dataset] = datasets;
    if (!dataset) throw new Error('no dataset');
    const held = dataset.photos.filter(({ split }) => split === 'valid');
    const [one] = dataset.photos.filter(({ split }) => split === 'train');
    if (!one) throw new Error('no photo');
    const single = { ...dataset, photos: [one, ...held] };
    const events = await collect(trainDetector(options('single', { datasets: [single] })));
    expect(events.at(-1)).toMatchObject({ event: 'done', step: 2 });
    const gone = { ...dataset, photos: [{ ...one, file: join(folder, 'gone.png') }, ...held] };
    await expect(collect(trainDetector(options('gone', { datasets: [gone] })))).rejects.toThrow(
      'None of the 1 training photos can be read',
    );
  });

  it('goes on with a smaller batch when memory runs out, tells it, and remembers it for resuming', async () => {
    const rung: Parameters<typeof trainOn>[0] = {
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
    const events: TrainingEvent[] = [];
    for await (const event of trainOn(rung, options('little', { signal: cancellation.signal }))) {
      events.push(event);
      if (event.event === 'checkpoint') cancellation.abort();
    }
    expect(events.filter(({ event }) => event === 'smaller-batch')).toEqual([
      { event: 'smaller-batch', step: 2, from: 4, to: 2 },
    ]);
    expect((await readCheckpoint(join(folder, 'little')))?.progress.batchSize).toBe(2);
    const { description } = await readDetectorFolder(join(folder, 'little', 'model'));
    expect(description.training).toMatchObject({ recipe: 'trial', batchSize: 2 });
    const resumed = await collect(trainOn(rung, options('little', { resume: true })));
    expect(resumed.filter(({ event }) => event === 'smaller-batch')).toEqual([]);
    expect(resumed.at(-1)).toMatchObject({ event: 'done', reason: 'finished' });
  });

  it('names an unknown recipe and a damaged checkpoint', async () => {
    await expect(collect(trainDetector(options('none', { recipe: 'huge' })))).rejects.toThrow('"huge"');
    await mkdir(join(folder, 'damaged'), { recursive: true });
    await writeFile(join(folder, 'damaged', CHECKPOINT_FILE), 'no safetensors file');
    await expect(collect(trainDetector(options('damaged', { resume: true })))).rejects.toThrow('is damaged');
  });
});
