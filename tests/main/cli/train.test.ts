import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readRunRecord } from '../../../src/main/engine/training/run-record-file';
import { trainingEventSchema, type TrainingEvent } from '../../../src/shared/training/events';
import { appFolder, runMacule, type RunOptions } from '../../helpers/run-macule';
import { temporaryFolder } from '../../helpers/temporary-folder';
import { fatalSchema, predictSchema } from './printed-json';
import { writeTwoPhotoDataset } from '../../helpers/two-photo-dataset';

const folder = temporaryFolder();
const data = join(folder.path, 'data');
let app: string;

beforeAll(async () => {
  app = await appFolder(folder.path);
  await writeTwoPhotoDataset(data);
});
afterAll(() => folder.remove());

async function train(out: string, more: readonly string[], options: RunOptions = {}) {
  const args = ['train', '--data', data, '--out', out, '--model', 'lesion-detector-trial', '--json', ...more];
  const run = await runMacule(app, args, options);
  const lines = run.out.trimEnd().split('\n');
  return { ...run, lines };
}
const events = (lines: readonly string[]): readonly TrainingEvent[] =>
  lines.map((line) => trainingEventSchema.parse(JSON.parse(line))).filter(({ event }) => event !== 'stage');

it('is stopped by Ctrl-C with a checkpoint, is not overwritten, is resumed, and its model predicts', async () => {
  const out = join(folder.path, 'run');
  const cancel = new AbortController();
  const stopped = await train(out, [], {
    signal: cancel.signal,
    onOut: (text) => text.includes('"start"') && cancel.abort(),
  });
  expect(stopped.code).toBe(130);
  expect(events(stopped.lines).map(({ event }) => event)).toEqual(['start', 'checkpoint', 'done']);
  expect(events(stopped.lines).at(-1)).toMatchObject({ reason: 'cancelled' });
  expect(existsSync(join(out, 'checkpoint.safetensors'))).toBe(true);

  const forgotten = await train(out, []);
  expect(forgotten.code).toBe(2);
  expect(fatalSchema.parse(JSON.parse(forgotten.out)).error.advice).toContain('--resume');

  const resumed = await train(out, ['--resume']);
  expect(resumed.code).toBe(0);
  const told = events(resumed.lines);
  expect(told.filter(({ event }) => event === 'epoch')).toHaveLength(2);
  const last = told.at(-1);
  expect(last).toMatchObject({ event: 'done', reason: 'finished', model: join(out, 'model') });

  const predicted = await runMacule(app, [
    'predict',
    join(data, 'valid', 'valid.png'),
    '--model',
    join(out, 'model'),
    '--json',
  ]);
  expect(predicted.code).toBe(0);
  expect(predictSchema.parse(JSON.parse(predicted.out)).model.id).toBe('trained');
});

it('goes on by the metric that the run began with, where only the patience is another', async () => {
  const out = join(folder.path, 'patient');
  expect((await train(out, ['--epochs', '1', '--stop-on', 'countError'])).code).toBe(0);
  const rule = async () => (await readRunRecord(out))?.settings.earlyStopping;
  expect((await train(out, ['--resume', '--epochs', '2', '--patience', '5'])).code).toBe(0);
  expect(await rule()).toEqual({ metric: 'countError', patience: 5 });
  expect((await train(out, ['--resume', '--patience', '0'])).code).toBe(0);
  expect(await rule()).toMatchObject({ metric: 'countError' });
});

it('ends in time and tells a person how it went', async () => {
  const args = [
    'train',
    '--data',
    data,
    '--out',
    join(folder.path, 'short'),
    '--model',
    'lesion-detector-trial',
  ];
  const { code, out } = await runMacule(app, [...args, '--max-minutes', '0.00001']);
  expect(code).toBe(0);
  expect(out).toMatch(/^Started: lesion-detector-trial, seed 1, 2 epochs, 1 photos to train on/);
  expect(out).toMatch(/\nTime is up at step \d+ after /);
});

it('refuses a dataset without photos to validate on', async () => {
  const { code, err } = await runMacule(app, [
    'train',
    '--data',
    join(data, 'train'),
    '--out',
    join(folder.path, 'none'),
  ]);
  expect(code).toBe(2);
  expect(err).toContain('1 photos to train on and 0 to validate on');
});
