import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { temporaryFolder } from '../../helpers/temporary-folder';
import { appFolder, runMacule } from '../../helpers/run-macule';
import { doctorSchema, fatalSchema } from './printed-json';

const folder = temporaryFolder();
let app: string;
beforeAll(async () => {
  app = await appFolder(folder.path);
});
afterAll(() => folder.remove());

it('doctor prints versions, engines and the choice', async () => {
  const { code, out, err } = await runMacule(resolve(import.meta.dirname, '../../..'), ['doctor', '--json']);
  expect([code, err]).toEqual([0, '']);
  const { versions, engines, chosen } = doctorSchema.parse(JSON.parse(out));
  for (const name of ['macule', 'node', 'onnxruntime', 'tensorflow', 'sharp'])
    expect(versions).toHaveProperty(name);
  expect(engines.find(({ id }) => id === chosen.infer)).toMatchObject({ available: true });
  expect(engines.find(({ id }) => id === chosen.train)).toMatchObject({ available: true });
});

it('doctor follows --engine and --threads', async () => {
  const { out } = await runMacule(app, ['doctor', '--json', '--engine', 'tfjs-wasm', '--threads', '3']);
  const { engines, chosen, versions } = doctorSchema.parse(JSON.parse(out));
  expect(chosen.infer).toBe('tfjs-wasm');
  expect(versions['macule']).toBe('9.8.7');
  expect(engines.find(({ id }) => id === 'onnxruntime-cpu')?.device).toContain('(3 threads)');
});

it('doctor tells a person the same', async () => {
  const { code, out } = await runMacule(app, ['doctor']);
  expect(code).toBe(0);
  expect(out).toMatch(/^macule 9\.8\.7, node /);
  expect(out).toMatch(/\nonnxruntime-cpu +yes +detect, train +\S/);
});

it.each([
  [[], 2, /Usage: macule/],
  [['dance'], 2, /unknown command 'dance'/],
  [['predict'], 2, /missing required argument 'photos'/],
  [['evaluate'], 2, /required option '--data <folder>'/],
  [['train', '--data', 'x'], 2, /required option '--out <folder>'/],
  [['train', '--data', 'x', '--out', 'y', '--model', 'soup'], 2, /Allowed choices are seed-cnn/],
  [['train', '--data', 'x', '--out', 'y', '--side', '100'], 2, /multiple of 32/],
  [['train', '--data', 'x', '--out', 'y', '--seed', '1.5'], 2, /whole number/],
  [['train', '--data', 'x', '--out', 'y', '--max-minutes', '-1'], 2, /number above 0/],
  [['evaluate', '--data', 'x', '--split', 'best'], 2, /Allowed choices are train, valid, test/],
])('%j is refused', async (args, expected, sentence) => {
  const { code, out, err } = await runMacule(app, args);
  expect([code, out]).toEqual([expected, '']);
  expect(err).toMatch(sentence);
});

it.each(['evaluate', 'train'])('%s refuses a missing dataset', async (command) => {
  const out = command === 'train' ? ['--out', join(folder.path, 'run')] : [];
  const run = await runMacule(app, [command, '--data', join(folder.path, 'nowhere'), ...out, '--json']);
  expect(run.code).toBe(2);
  expect(fatalSchema.parse(JSON.parse(run.out)).error.kind).toBe('not-found');
});

it.each([['--help'], ['predict', '--help'], ['train', '-h'], ['--version']])(
  '%j is answered',
  async (...args) => {
    const { code, out, err } = await runMacule(app, args);
    expect([code, err]).toEqual([0, '']);
    expect(out.length).toBeGreaterThan(4);
  },
);
