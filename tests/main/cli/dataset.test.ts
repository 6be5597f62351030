import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { greyJpeg, writeTree } from '../../helpers/dataset-files';
import { appFolder, runMacule } from '../../helpers/run-macule';
import { temporaryFolder } from '../../helpers/temporary-folder';
import { convertSchema, fatalSchema, inspectSchema, splitSchema } from './printed-json';

const folder = temporaryFolder();
const data = join(folder.path, 'faces');
let app: string;

beforeAll(async () => {
  app = await appFolder(folder.path);
  const photo = await greyJpeg(64, 64);
  await writeTree(data, {
    'train/_classes.txt': 'comedone\npapule\n',
    'train/_annotations.txt': 'a.jpg 1,2,30,40,1 1,2,3\nb.jpg 60,60,70,70,0\n',
    'train/a.jpg': photo,
    'train/b.jpg': photo,
  });
});
afterAll(() => folder.remove());

const run = (...args: readonly string[]) => runMacule(app, ['dataset', ...args]);

it('converts, and tells what was skipped, changed and lost', async () => {
  const out = join(folder.path, 'csv');
  const { code, out: printed } = await run('convert', '--data', data, '--to', 'csv', '--out', out, '--json');
  expect(code).toBe(0);
  const { datasets, skipped, changed } = convertSchema.parse(JSON.parse(printed));
  expect(datasets).toMatchObject([{ name: 'faces', folder: out, photos: { train: 2 }, labels: 2 }]);
  expect(skipped).toMatchObject([{ line: 1, message: expect.stringContaining('expected x1,y1') }]);
  expect(changed).toMatchObject([{ line: 2, message: expect.stringContaining('6 px beyond') }]);
});

it('converts and tells a person', async () => {
  const { code, out, err } = await run(
    'convert',
    '--data',
    data,
    '--to',
    'yolo',
    '--out',
    join(folder.path, 'y'),
  );
  expect(code).toBe(0);
  expect(out).toMatch(/^faces: 2 photos to train on, 0 to validate on, 0 to test on, 2 boxes\n/);
  expect(out).toContain('photos: 2 linked');
  expect(err).toContain('_annotations.txt:1: box "1,2,3"');
});

it('inspects, in JSON and for a person', async () => {
  const { code, out } = await run('inspect', '--data', data, '--json');
  expect(code).toBe(0);
  const { datasets, duplicates } = inspectSchema.parse(JSON.parse(out));
  expect(datasets[0]?.splits.train).toEqual({ photos: 2, boxes: 2, clear: 0 });
  expect(duplicates).toMatchObject([{ kind: 'same-file', labelsDiffer: true, leaks: false }]);

  const text = await run('inspect', '--data', data);
  expect(text.out).toMatch(/^faces \(seed\)\n {2}split +photos +boxes/);
  expect(text.out).toContain('_annotations.txt:1: box "1,2,3"');
  expect(text.out).toContain('same file, marked differently: faces/train/a.jpg, faces/train/b.jpg');
  const quick = await run('inspect', '--data', data, '--no-pictures', '--json');
  expect(inspectSchema.parse(JSON.parse(quick.out)).duplicates).toBeNull();
});

it('splits, keeping the format and the photos that look alike together', async () => {
  const out = join(folder.path, 'split');
  const args = ['split', '--data', data, '--out', out, '--fractions', '0.5,0.5', '--json'];
  const together = await run(...args);
  expect(together.code).toBe(2);
  expect(fatalSchema.parse(JSON.parse(together.out)).error.message).toContain('only 1 groups');

  const { code, out: printed } = await run(...args, '--no-pictures', '--seed', '3');
  expect(code).toBe(0);
  const { datasets, seed, groups } = splitSchema.parse(JSON.parse(printed));
  expect([seed, groups]).toEqual([3, 2]);
  expect(datasets).toMatchObject([{ format: 'seed', photos: { train: 1, valid: 1, test: 0 } }]);
});

it('stops a long look at photos at Ctrl-C', async () => {
  const cancel = new AbortController();
  cancel.abort();
  const { code } = await runMacule(app, ['dataset', 'inspect', '--data', data], { signal: cancel.signal });
  expect(code).toBe(130);
});

it.each([
  [['split', '--data', 'x', '--out', 'y', '--fractions', '0.5,0.6'], /sum to 1/],
  [['split', '--data', 'x', '--out', 'y', '--subject-pattern', '('], /no pattern/],
  [['convert', '--data', 'x', '--out', 'y'], /required option '--to <format>'/],
  [
    ['convert', '--data', 'x', '--out', 'y', '--to', 'word'],
    /Allowed choices are seed, yolo, coco, voc, csv/,
  ],
  [['convert', '--data', 'x', '--out', 'y', '--to', 'voc', '--copy', '--reference'], /cannot be used with/],
  [['dance'], /unknown command 'dance'/],
])('%j is refused', async (args, sentence) => {
  const { code, out, err } = await run(...args);
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(sentence);
});

it('refuses a full folder', async () => {
  const { code, out } = await run('convert', '--data', data, '--to', 'voc', '--out', app, '--json');
  expect(code).toBe(2);
  expect(fatalSchema.parse(JSON.parse(out)).error.message).toContain('is not empty');
});
