import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ExperimentFolder } from '../../../src/main/experiment/experiment-folder';
import type { ExperimentOrder } from '../../../src/main/experiment/experiment-order';
import {
  runExperiment,
  type ExperimentEvent,
  type ExperimentWork,
} from '../../../src/main/experiment/run-experiment';
import { MODEL_OF, type ExperimentModel } from '../../../src/shared/experiment/models';
import { experimentReportSchema, type ExperimentReport } from '../../../src/shared/experiment/report';
import { MaculeError } from '../../../src/shared/errors';
import type { TrainingEvent } from '../../../src/shared/training/events';
import type { TrainingOrder } from '../../../src/shared/training/recipe';
import type { RunRecord } from '../../../src/shared/training/run-record';
import { madeUpReport } from '../../helpers/experiment-report';
import { temporaryFolder } from '../../helpers/temporary-folder';

const report = madeUpReport();
const [cnnRow, , yoloRow] = report.rows;
let folder: ReturnType<typeof temporaryFolder>;
let trained: TrainingOrder[];

beforeEach(() => {
  folder = temporaryFolder();
  trained = [];
});
afterEach(() => folder.remove());

const order = (overrides: Partial<ExperimentOrder> = {}): ExperimentOrder => ({
  dataFolder: '/data',
  outFolder: join(folder.path, 'out'),
  models: ['cnn', 'vgg19', 'yolov8s'],
  settings: { epochs: 2 },
  seed: 7,
  resume: false,
  ...overrides,
});

const done = (reason: 'finished' | 'time' | 'cancelled', model: string | null): TrainingEvent => ({
  event: 'done',
  ...{ reason, model },
  step: 10,
  seconds: 33,
});

/** What a training of two epochs tells. */
const events = (model: string): readonly TrainingEvent[] => [
  {
    event: 'start',
    model: 'seed-cnn',
    ...{ seed: 7, epochs: 2, trainPhotos: 5, validPhotos: 2, leakedPhotos: 0, parameters: 99 },
    engine: { id: 'onnxruntime-cpu', device: 'A processor' },
    resumedAtStep: 0,
  },
  { event: 'skipped', file: '/data/a.jpg', message: 'damaged' },
  { event: 'skipped', file: '/data/a.jpg', message: 'damaged' },
  ...[1, 2].map((epoch) => ({
    event: 'epoch' as const,
    ...{ epoch, step: 5 * epoch, losses: { total: 1 / epoch }, metrics: { loss: 0.5 }, best: epoch === 1 },
    seconds: 10 * epoch,
  })),
  done('finished', model),
];

/** Stands in for training: leaves the folder that the real one leaves. */
async function* train(run: TrainingOrder): AsyncGenerator<TrainingEvent> {
  trained.push(run);
  if (run.model === 'vgg19')
    throw new MaculeError({
      kind: 'model-unavailable',
      message: 'No weights.',
      advice: 'Fetch.',
      retryable: false,
    });
  const record: RunRecord = {
    format: 1,
    model: run.model,
    settings: cnnRow!.status === 'measured' ? cnnRow!.settings : (undefined as never),
    ...{ seed: run.seed, maxMinutes: null, startedFrom: null },
    data: { folder: '/data', fingerprint: 'f', datasets: [], trainPhotos: 5, validPhotos: 2, testPhotos: 2 },
    engine: { id: 'onnxruntime-cpu', device: 'A processor' },
    versions: {},
    startedAt: '2026-01-01T00:00:00.000Z',
  };
  await mkdir(run.outFolder, { recursive: true });
  await writeFile(join(run.outFolder, 'run.json'), JSON.stringify(record));
  const told = events(join(run.outFolder, 'model'));
  await writeFile(
    join(run.outFolder, 'events.jsonl'),
    `${told.map((event) => JSON.stringify(event)).join('\n')}\n`,
  );
  yield* told;
}

const resultOf = (model: ExperimentModel) => {
  const row = MODEL_OF[model].experiment === 'I' ? cnnRow : yoloRow;
  if (row?.status !== 'measured') throw new Error('The made-up rows are measured.');
  return row.result;
};

const work = (overrides: Partial<ExperimentWork> = {}): ExperimentWork => ({
  train,
  measure: async function* (model) {
    yield { event: 'measuring', done: 1, total: 2 };
    return {
      loss: 0.4,
      metrics: { some: 0.5 },
      measuredOn: { split: 'test', photos: 2 },
      result: resultOf(model),
      unreadable: 1,
      pictures: model === 'yolov8s' ? [Uint8Array.of(0xff, 0xd8, 1), Uint8Array.of(0xff, 0xd8, 2)] : [],
    };
  },
  about: { data: report.data, baseline: null, machine: report.machine, versions: report.versions },
  clock: () => 5,
  now: () => new Date('2026-05-06T07:08:09Z'),
  ...overrides,
});

async function run(
  ordered = order(),
  done_ = work(),
  until: (event: ExperimentEvent) => boolean = () => false,
): Promise<readonly ExperimentEvent[]> {
  const opened = await ExperimentFolder.open(ordered, 'fingerprint', new Date('2026-05-06T00:00:00Z'));
  const told: ExperimentEvent[] = [];
  for await (const event of runExperiment(opened, ordered, done_)) {
    told.push(event);
    if (until(event)) break;
  }
  return told;
}

const savedReport = async (): Promise<ExperimentReport> =>
  experimentReportSchema.parse(JSON.parse(await readFile(join(order().outFolder, 'report.json'), 'utf8')));

it('trains and measures each model, and reports one that cannot be run without stopping', async () => {
  await run();
  const { rows, startedAt, writtenAt, seed } = await savedReport();
  expect([startedAt, writtenAt, seed]).toEqual(['2026-05-06T00:00:00.000Z', '2026-05-06T07:08:09.000Z', 7]);
  expect(rows.map(({ model, status }) => [model, status])).toEqual([
    ['cnn', 'measured'],
    ['vgg19', 'not-run'],
    ['yolov8s', 'measured'],
  ]);
  expect(rows[0]).toMatchObject({
    experiment: 'I',
    loss: 0.4,
    metrics: { some: 0.5 },
    ...{ epochs: 2, bestEpoch: 1, seconds: 33, parameters: 99, unreadable: 2, ended: 'finished' },
  });
  expect(rows[1]).toMatchObject({
    loss: null,
    epochs: 0,
    failure: { message: 'No weights.', advice: 'Fetch.' },
  });
  expect(rows[2]).toMatchObject({ pictures: ['pictures/yolov8s-1.jpg', 'pictures/yolov8s-2.jpg'] });
  const page = await readFile(join(order().outFolder, 'report.html'), 'utf8');
  expect(page.match(/data:image\/jpeg/g)).toHaveLength(2);
  expect(trained.map(({ model, settings, seed: one }) => [model, settings, one])).toEqual([
    ['seed-cnn', { epochs: 2 }, 7],
    ['vgg19', { epochs: 2 }, 7],
    ['yolov8s', { epochs: 2 }, 7],
  ]);
});

it('has a report after every model, so that one that is killed has told what it knows', async () => {
  await run(order(), work(), (event) => 'report' in event);
  expect((await savedReport()).rows.map(({ model }) => model)).toEqual(['cnn']);
});

it('goes on where it was: finished models are not trained again, others are', async () => {
  await run(order(), work(), (event) => 'row' in event && event.row.model === 'vgg19');
  trained = [];
  const told = await run(order({ resume: true }));
  expect(trained.map(({ model }) => model)).toEqual(['vgg19', 'yolov8s']);
  expect(told.flatMap((event) => ('row' in event ? [[event.row.model, event.kept]] : []))).toEqual([
    ['cnn', true],
    ['vgg19', false],
    ['yolov8s', false],
  ]);
  expect((await savedReport()).rows).toHaveLength(3);
});

it('trains on where it was killed between training and measuring', async () => {
  await run(order(), work(), (event) => 'event' in event && event.event.event === 'measuring');
  expect(await readdir(order().outFolder)).toEqual(['experiment.json', 'runs']);
  await run(order({ resume: true, models: ['cnn'] }));
  expect(trained.map(({ model, resume }) => [model, resume])).toEqual([
    ['seed-cnn', true],
    ['seed-cnn', true],
  ]);
  expect((await savedReport()).rows).toMatchObject([{ model: 'cnn', status: 'measured' }]);
});

it('does not take a damaged row for a finished model', async () => {
  await run(order({ models: ['cnn'] }));
  await writeFile(join(order().outFolder, 'rows', 'cnn.json'), '{"model":"cnn","status":"measured"');
  trained = [];
  await run(order({ models: ['cnn'], resume: true }));
  expect(trained).toHaveLength(1);
});

it('ends when it is cancelled, keeping what is finished', async () => {
  const cancelling = work({
    train: async function* (one) {
      if (one.model === 'yolov8s') yield done('cancelled', null);
      else yield* train(one);
    },
  });
  await expect(run(order(), cancelling)).rejects.toMatchObject({ failure: { kind: 'cancelled' } });
  expect((await savedReport()).rows.map(({ model }) => model)).toEqual(['cnn', 'vgg19']);
});

it('reports a training that had no time for one epoch', async () => {
  const hasty = work({
    train: async function* () {
      yield done('time', null);
    },
  });
  await run(order({ models: ['cnn'] }), hasty);
  expect((await savedReport()).rows).toMatchObject([
    { status: 'not-run', failure: { message: expect.stringContaining('time was up') } },
  ]);
});

it('lets programming mistakes through', async () => {
  const broken = work({
    measure: async function* () {
      yield { event: 'measuring', done: 0, total: 1 };
      throw new TypeError('a mistake');
    },
  });
  await expect(run(order({ models: ['cnn'] }), broken)).rejects.toThrow(TypeError);
});

it.each([
  ['a forgotten --resume', {}, 'fingerprint', 'holds an experiment already'],
  ['other photos', { resume: true }, 'another', 'photos or labels'],
  ['another seed', { resume: true, seed: 8 }, 'fingerprint', 'other seed'],
  ['other settings', { resume: true, settings: { epochs: 3 } }, 'fingerprint', 'other settings'],
])('refuses %s', async (_, changed, fingerprint, message) => {
  await ExperimentFolder.open(order(), 'fingerprint', new Date());
  await expect(ExperimentFolder.open(order(changed), fingerprint, new Date())).rejects.toMatchObject({
    failure: { kind: 'invalid-input', message: expect.stringContaining(message) },
  });
});
