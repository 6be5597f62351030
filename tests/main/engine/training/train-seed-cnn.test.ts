import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readModelFolder } from '../../../../src/main/engine/io/model-folder';
import { readSafetensorsFile } from '../../../../src/main/engine/io/safetensors-file';
import { trainModel, type TrainingSurroundings } from '../../../../src/main/engine/jobs/train';
import { readRunRecord } from '../../../../src/main/engine/training/run-record-file';
import { trainingEventSchema, type TrainingEvent } from '../../../../src/shared/training/events';
import type { TrainingOrder } from '../../../../src/shared/training/recipe';
import { writeCornerDataset } from '../../../helpers/corner-dataset';
import { temporaryFolder } from '../../../helpers/temporary-folder';
import { collectEvents, trainingSurroundings } from '../../../helpers/training-surroundings';

const folder = temporaryFolder();
const data = join(folder.path, 'data');
const surroundings = trainingSurroundings(folder.path);

beforeAll(() => writeCornerDataset(data, { train: 32, valid: 16 }));
afterAll(() => folder.remove());

const order = (name: string, changes: Partial<TrainingOrder> = {}): TrainingOrder => ({
  model: 'seed-cnn',
  dataFolder: data,
  outFolder: join(folder.path, name),
  seed: 1,
  resume: false,
  ...changes,
  settings: { side: 32, augment: false, epochs: 1, ...changes.settings },
});

const run = (ordered: TrainingOrder, more: Partial<TrainingSurroundings> = {}) =>
  collectEvents(trainModel(ordered, { ...surroundings, ...more }));

type Epoch = Extract<TrainingEvent, { event: 'epoch' }>;
const epochsOf = (events: readonly TrainingEvent[]): readonly Epoch[] =>
  events.flatMap((event) => (event.event === 'epoch' ? [event] : []));

describe('training of the seed study’s network', () => {
  it('learns which types are on pictures, and leaves a whole run folder', async () => {
    const events = await run(order('learns', { settings: { epochs: 12 } }));
    const epochs = epochsOf(events);
    const [first, last] = [epochs[0], epochs.at(-1)];
    expect(first?.metrics['loss']).toBeGreaterThan(0.4);
    expect(last?.metrics['loss']).toBeLessThan(0.2);
    expect(last?.metrics).toMatchObject({ subsetAccuracy: 1, macroF1: 1, macroAuroc: 1, 'nodule.auroc': 1 });

    const record = await readRunRecord(join(folder.path, 'learns'));
    expect(record).toMatchObject({
      model: 'seed-cnn',
      settings: { side: 32, batchSize: 8, learningRate: 1e-3, schedule: 'constant', classWeights: false },
      seed: 1,
      data: { folder: data, trainPhotos: 32, validPhotos: 16, testPhotos: 0 },
      engine: { id: 'onnxruntime-cpu' },
      versions: { macule: '9.8.7' },
    });
    expect(record?.data.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    const lines = (await readFile(join(folder.path, 'learns/events.jsonl'), 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => trainingEventSchema.parse(JSON.parse(line)))).toEqual(events);
    const { description } = await readModelFolder(join(folder.path, 'learns/model'));
    const best = epochs.filter((epoch) => epoch.best).at(-1);
    expect(description).toMatchObject({
      task: 'presence',
      network: { kind: 'seed-cnn' },
      side: 32,
      training: { epoch: best?.epoch, validation: best?.metrics },
    });
  });

  it('ends when a metric gets no better, and keeps the best weights', async () => {
    const earlyStopping = { metric: 'subsetAccuracy', patience: 2 };
    // Steps too small to change any answer.
    const still = order('patient', { settings: { epochs: 9, learningRate: 1e-12, earlyStopping } });
    const events = await run(still);
    const epochs = epochsOf(events);
    const best = epochs.filter((epoch) => epoch.best).at(-1);
    expect(epochs).toHaveLength((best?.epoch ?? 0) + 2);
    expect(events.at(-1)).toMatchObject({ event: 'done', reason: 'early-stopping' });
    const { description } = await readModelFolder(join(folder.path, 'patient/model'));
    expect(description.training).toMatchObject({ epoch: best?.epoch });
    // Resumed, it is still over; with more patience it goes on.
    expect((await run({ ...still, resume: true })).at(-1)).toMatchObject({ reason: 'early-stopping' });
    // What is best by one metric is not compared with another.
    for (const other of [{ metric: 'loss', patience: 9 }, null]) {
      const by = order('patient', { resume: true, settings: { learningRate: 1e-12, earlyStopping: other } });
      await expect(run(by)).rejects.toThrow('are the best by “subsetAccuracy”, not by “loss”');
    }
    const more = { epochs: epochs.length + 1, earlyStopping: { metric: 'subsetAccuracy', patience: 9 } };
    const longer = await run(order('patient', { resume: true, settings: { learningRate: 1e-12, ...more } }));
    expect(epochsOf(longer)).toHaveLength(1);
    expect(longer.at(-1)).toMatchObject({ reason: 'finished' });
  });

  it('stops at a loss that is no number, with the batch saved and the best model kept', async () => {
    const out = join(folder.path, 'diverges');
    const events: TrainingEvent[] = [];
    const work = collectEvents(
      trainModel(order('diverges', { settings: { epochs: 9, learningRate: 1e30 } }), surroundings),
      (event) => events.push(event),
    );
    await expect(work).rejects.toMatchObject({
      failure: { kind: 'engine-failed', file: 'failed-batch.safetensors', retryable: false },
    });
    const { arrays, metadata } = await readSafetensorsFile(join(out, 'failed-batch.safetensors'));
    expect(arrays.get('images')?.shape).toEqual([8, 3, 32, 32]);
    expect(arrays.get('labels')?.shape).toEqual([8, 4]);
    expect(arrays.get('images')?.values.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect(metadata['losses']).toMatch(/NaN|Infinity/);
    expect(JSON.parse(metadata['files'] ?? '')).toHaveLength(8);
    expect(events.filter(({ event }) => event === 'done')).toEqual([]);
  });

  it('ends in time, cancels between steps, and goes on from there', async () => {
    let time = 0;
    const clock = () => (time += 0.5);
    const timed = await run(order('timed', { settings: { epochs: 9 }, maxMinutes: 0.2 }), { clock });
    expect(timed.at(-1)).toMatchObject({ event: 'done', reason: 'time' });
    expect(epochsOf(timed)).not.toEqual([]);
    const cancellation = new AbortController();
    const { signal } = cancellation;
    const cancelled = await collectEvents(
      trainModel(order('cancelled'), { ...surroundings, signal, checkpointEvery: 0 }),
      ({ event }) => event === 'checkpoint' && cancellation.abort(),
    );
    expect(cancelled.map(({ event }) => event)).toEqual(['start', 'checkpoint', 'checkpoint', 'done']);
    expect(cancelled.at(-1)).toMatchObject({ reason: 'cancelled', step: 1, model: null });
    const resumed = await run(order('cancelled', { resume: true, seed: 5 }));
    expect(resumed[0]).toMatchObject({ event: 'start', resumedAtStep: 1, seed: 1 });
    expect(resumed.at(-1)).toMatchObject({ reason: 'finished', step: 4 });
  });

  it('starts from earlier weights where they fit', async () => {
    const from = { startFrom: join(folder.path, 'learns/model') };
    const [again] = epochsOf(await run(order('again', from)));
    const [fresh] = epochsOf(await run(order('fresh')));
    expect(again?.losses['total']).toBeLessThan((fresh?.losses['total'] ?? 0) / 2);
    expect((await readRunRecord(join(folder.path, 'again')))?.startedFrom).toBe(from.startFrom);
    // Killed before its first checkpoint, it begins again with the same weights.
    await rm(join(folder.path, 'again/checkpoint.safetensors'));
    const [resumed] = epochsOf(await run(order('again', { resume: true })));
    expect(resumed?.losses).toEqual(again?.losses);
    const detector = order('other', { ...from, model: 'lesion-detector-trial' });
    await expect(run(detector)).rejects.toThrow('None of the weights in “model” fits');
    await expect(run(order('no', { startFrom: join(folder.path, 'nowhere') }))).rejects.toThrow(
      'cannot be read',
    );
  });

  it('refuses what would overwrite a run, or go on with another one', async () => {
    const refused = (changes: Partial<TrainingOrder>) => expect(run(order('learns', changes))).rejects;
    await refused({}).toThrow('holds a training run already');
    await refused({ resume: true, model: 'lesion-detector-trial' }).toThrow('trains “seed-cnn”');
    await refused({ resume: true, settings: { batchSize: 4 } }).toThrow('batchSize 8 instead of 4');
    await expect(
      run(order('metric', { settings: { earlyStopping: { metric: 'ap50', patience: 1 } } })),
    ).rejects.toThrow('Nothing that this model is measured by is called “ap50”');
    await writeFile(join(folder.path, 'timed/checkpoint.safetensors'), 'no safetensors file');
    await expect(run(order('timed', { resume: true }))).rejects.toThrow('is damaged');
  });

  it('leaves out photos whose labels leave a type open', async () => {
    const vague = join(folder.path, 'vague');
    await cp(data, vague, { recursive: true });
    const labels = join(vague, 'train/_annotations.txt');
    const rows = (await readFile(labels, 'utf8')).trimEnd().split('\n');
    await writeFile(
      labels,
      `${rows.map((row, index) => (index < 3 ? `${row} 1,1,9,9,4` : row)).join('\n')}\n`,
    );
    await writeFile(join(vague, 'train/_classes.txt'), 'comedone\nnodule\npapule\npustule\npimple\n');
    const events = await run(order('vague-run', { dataFolder: vague }));
    // Three photos show “pimple”; one of them shows both types that it may be, which leaves nothing open.
    expect(events[0]).toMatchObject({ trainPhotos: 30 });
    expect(events[1]).toMatchObject({ event: 'skipped', file: 'vague' });
  });

  it('takes tables that say only which types are on a photo', async () => {
    const table = join(folder.path, 'table');
    for (const split of ['train', 'valid']) {
      const place = join(table, split);
      await cp(join(data, split), place, { recursive: true });
      const rows = (await readFile(join(place, '_annotations.txt'), 'utf8')).trimEnd().split('\n');
      const cells = rows.map((row) => {
        const [name, ...boxes] = row.split(' ');
        const classes = boxes.map((box) => box.split(',')[4]);
        return [name, ...['0', '1', '2', '3'].map((type) => (classes.includes(type) ? 1 : 0))].join();
      });
      await rm(join(place, '_annotations.txt'));
      await rm(join(place, '_classes.txt'));
      await writeFile(
        join(place, '_classes.csv'),
        `filename,comedone,nodule,papule,pustule\n${cells.join('\n')}\n`,
      );
    }
    const [byBoxes] = epochsOf(await run(order('boxes')));
    const [byTable] = epochsOf(await run(order('table-run', { dataFolder: table })));
    expect(byTable?.losses).toEqual(byBoxes?.losses);
    expect(byTable?.metrics).toEqual(byBoxes?.metrics);
  });
});
