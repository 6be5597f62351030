import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import sharp from 'sharp';
import { z } from 'zod';
import { openDataset } from '../../../src/main/datasets/open-dataset';
import { appFolder, runMacule } from '../../helpers/run-macule';
import { temporaryFolder } from '../../helpers/temporary-folder';
import { fatalSchema } from './printed-json';

const folder = temporaryFolder();
const data = join(folder.path, 'rendered');
let app: string;
let rendered: Awaited<ReturnType<typeof runMacule>>;

const counts = z.strictObject({
  comedone: z.number().int(),
  nodule: z.number().int(),
  papule: z.number().int(),
  pustule: z.number().int(),
});
const split = z.strictObject({
  photos: z.number().int(),
  clear: z.number().int(),
  lesions: counts,
  showing: counts,
});
const renderSchema = z.strictObject({
  folder: z.string(),
  seed: z.number(),
  side: z.number(),
  splits: z.strictObject({ train: split, valid: split, test: split }),
});
const previewSchema = z.strictObject({
  file: z.string(),
  photos: z.array(z.string()),
  boxes: z.number().int(),
  boxesOutside: z.number().int(),
  words: z.array(z.strictObject({ word: z.string(), colour: z.string(), count: z.number().int() })),
});

const RENDER = ['--photos', '10', '--side', '192', '--seed', '4', '--fractions', '0.6,0.2,0.2'];
const run = (...args: readonly string[]) => runMacule(app, ['dataset', ...args]);

beforeAll(async () => {
  app = await appFolder(folder.path);
  rendered = await run('render', '--out', data, ...RENDER, '--json');
});
afterAll(() => folder.remove());

it('renders a dataset that reads without a problem and shows what it counts', async () => {
  expect(rendered.code).toBe(0);
  const { splits } = renderSchema.parse(JSON.parse(rendered.out));
  const dataset = await openDataset(data);
  expect(dataset.problems).toEqual([]);
  expect(dataset.notes).toEqual([]);
  expect(dataset.classes).toEqual(['comedone', 'nodule', 'papule', 'pustule']);
  for (const [name, expected] of [
    ['train', 6],
    ['valid', 2],
    ['test', 2],
  ] as const) {
    const photos = dataset.photos.filter((photo) => photo.split === name);
    expect(photos).toHaveLength(expected);
    const labels = photos.flatMap((photo) => photo.labels.map(({ label }) => label));
    const count = (word: string) => labels.filter((label) => label === word).length;
    expect(splits[name].lesions).toEqual({
      comedone: count('comedone'),
      nodule: count('nodule'),
      papule: count('papule'),
      pustule: count('pustule'),
    });
    expect(splits[name].clear).toBe(photos.filter((photo) => photo.labels.length === 0).length);
  }
  expect(new Set(dataset.photos.map(({ stem }) => stem)).size).toBe(10);
});

it('renders the same files from the same seed, and tells a person', async () => {
  const again = join(folder.path, 'again');
  const { out, code } = await run('render', '--out', again, ...RENDER);
  expect(code).toBe(0);
  expect(out).toMatch(/^split +photos +clear +comedones/);
  for (const part of ['train', 'valid', 'test'])
    for (const name of await readdir(join(data, part)))
      expect((await readFile(join(again, part, name))).equals(await readFile(join(data, part, name)))).toBe(
        true,
      );
});

it('leaves nothing behind when it is cancelled, and takes no full folder', async () => {
  const cancel = new AbortController();
  cancel.abort();
  const out = join(folder.path, 'cancelled');
  const { code } = await runMacule(app, ['dataset', 'render', '--out', out, ...RENDER], {
    signal: cancel.signal,
  });
  expect(code).toBe(130);
  expect((await readdir(folder.path)).filter((name) => name.includes('cancelled'))).toEqual([]);
  expect((await run('render', '--out', data, ...RENDER)).code).toBe(2);
});

it('draws photos as training sees them, the same for the same seed', async () => {
  const sheets = ['a', 'b', 'plain'].map((name) => join(folder.path, `${name}.jpg`));
  const args = ['preview', '--data', data, '--count', '5', '--side', '192', '--json'];
  const [first, , plain] = await Promise.all([
    run(...args, '--out', sheets[0]!),
    run(...args, '--out', sheets[1]!),
    run(...args, '--out', sheets[2]!, '--plain'),
  ]);
  const [a, b, unvaried] = await Promise.all(sheets.map((file) => readFile(file)));
  expect(a!.equals(b!)).toBe(true);
  expect(a!.equals(unvaried!)).toBe(false);
  const { width, height } = await sharp(a).metadata();
  expect([width, height]).toEqual([4 * 200 + 8, 38 + 2 * (192 + 24)]);

  const varied = previewSchema.parse(JSON.parse(first!.out));
  const straight = previewSchema.parse(JSON.parse(plain!.out));
  expect(varied.photos).toEqual(straight.photos);
  expect(straight.boxesOutside).toBe(0);
  expect(varied.boxes + varied.boxesOutside).toBe(straight.boxes);
  expect(straight.words.map(({ word }) => word)).toEqual(['comedone', 'nodule', 'papule', 'pustule']);
  expect(straight.words.reduce((sum, { count }) => sum + count, 0)).toBe(straight.boxes);
});

it('replaces a sheet only when told to', async () => {
  const out = join(folder.path, 'kept.jpg');
  const args = ['preview', '--data', data, '--split', 'test', '--count', '1', '--side', '64', '--out', out];
  expect((await run(...args)).out).toMatch(/^1 photos with \d+ boxes are in /);
  const refused = await run(...args, '--json');
  expect(refused.code).toBe(2);
  expect(fatalSchema.parse(JSON.parse(refused.out)).error.message).toContain('exists already');
  expect((await run(...args, '--force')).code).toBe(0);
});

it.each([
  [['preview', '--data', 'x', '--out', 'y', '--count', '0'], /from 1 to 100/],
  [['preview', '--data', 'x', '--out', 'y', '--side', '9999'], /from 32 to 2048/],
  [['render', '--out', 'y', '--side', '63'], /from 64 to 4096/],
  [['render', '--out', 'y', '--photos', '1.5'], /from 1 to 100000/],
])('%j is refused', async (args, sentence) => {
  const { code, err } = await run(...args);
  expect(code).toBe(2);
  expect(err).toMatch(sentence);
});
