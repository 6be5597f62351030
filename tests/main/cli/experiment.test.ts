import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { experimentReportSchema } from '../../../src/shared/experiment/report';
import { writeRenderedDataset } from '../../helpers/rendered-dataset';
import { appFolder, runMacule } from '../../helpers/run-macule';
import { temporaryFolder } from '../../helpers/temporary-folder';
import { fatalSchema } from './printed-json';

const folder = temporaryFolder();
const data = join(folder.path, 'faces');
const out = join(folder.path, 'out');
let app: string;
let first: Awaited<ReturnType<typeof runMacule>>;

const ARGS = ['experiment', 'seed', '--data', data, '--out', out, '--epochs', '1', '--size', '32'];

beforeAll(async () => {
  app = await appFolder(folder.path);
  await writeRenderedDataset(data, {
    train: [1, 2, 3, 4, 5, 6, 7, 8],
    valid: [11, 12, 13],
    side: 160,
    counts: (seed) => ({ papule: seed % 2, nodule: seed % 3 }),
  });
  first = await runMacule(app, [...ARGS, '--models', 'cnn,resnet50']);
});
afterAll(() => folder.remove());

const saved = async () =>
  experimentReportSchema.parse(JSON.parse(await readFile(join(out, 'report.json'), 'utf8')));

it('trains, measures and reports, and goes on without a backbone whose weights are missing', async () => {
  expect(first.code).toBe(1);
  expect(first.out).toContain('CNN: Started: seed-cnn');
  expect(first.out).toContain('ResNet50, frozen: not run. The weights of ResNet50 are not on this computer.');
  expect(first.out).toMatch(/\nCNN +I +\d\.\d{3} +\d\.\d{3}/);
  const { rows, data: photos, baseline, versions } = await saved();
  expect(photos).toMatchObject({
    name: 'faces',
    photos: { train: 8, valid: 3, test: 0 },
  });
  expect(versions).toMatchObject({ macule: '9.8.7' });
  const [cnn, resnet] = rows;
  expect(resnet).toMatchObject({
    model: 'resnet50',
    status: 'not-run',
    failure: { kind: 'model-unavailable' },
  });
  if (cnn?.status !== 'measured') throw new Error('The CNN needs no weights.');
  expect(cnn).toMatchObject({ epochs: 1, bestEpoch: 1, measuredOn: { split: 'valid', photos: 3 } });
  expect(cnn.settings).toMatchObject({ side: 32, epochs: 1 });
  // Measured by another way than training measured the same photos.
  expect(cnn.loss).toBeCloseTo(cnn.curve[0]!.metrics['loss']!, 4);
  expect(cnn.metrics['macroAccuracy']).toBeCloseTo(cnn.curve[0]!.metrics['macroAccuracy']!, 6);
  expect(baseline?.pictures).toBe(3);
  const page = await readFile(join(out, 'report.html'), 'utf8');
  expect(page).toContain('There are no photos to test on');
});

it('goes on with what is there, as JSON lines', async () => {
  const refused = await runMacule(app, [...ARGS, '--models', 'cnn', '--json']);
  expect(refused.code).toBe(2);
  expect(fatalSchema.parse(JSON.parse(refused.out)).error.message).toContain('holds an experiment already');
  const { code, out: printed } = await runMacule(app, [...ARGS, '--models', 'cnn', '--json', '--resume']);
  expect(code).toBe(0);
  const lines = printed
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines).toContainEqual({ event: 'row', model: 'cnn', status: 'measured', kept: true });
  expect(
    lines.some(({ experiment }) => experiment === 'cnn'),
    'nothing is trained again',
  ).toBe(false);
  expect(lines.at(-1)).toMatchObject({ event: 'report', rows: [{ model: 'cnn' }] });
});

it.each([
  [['--models', 'cnn,elephant'], /Give each once, of cnn, vgg19/],
  [['--models', 'cnn,cnn'], /Give each once/],
  [['--size', '100'], /multiple of 32/],
])('%j is refused', async (args, sentence) => {
  const { code, err } = await runMacule(app, ['experiment', 'seed', '--data', data, '--out', 'x', ...args]);
  expect(code).toBe(2);
  expect(err).toMatch(sentence);
});
