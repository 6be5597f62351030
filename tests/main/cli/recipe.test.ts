import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readDetectorFolder } from '../../../src/main/engine/io/model-folder';
import { renderDataset } from '../../../src/main/experiment/render/render-dataset';
import { recipeMinutes, recipeWithin } from '../../../src/shared/training/model-recipe';
import { MODEL_RECIPES } from '../../../src/shared/training/model-recipes';
import { appFolder, runMacule, type RunOptions } from '../../helpers/run-macule';
import { writeCrops } from '../../helpers/lesion-crops';
import { temporaryFolder } from '../../helpers/temporary-folder';

const folder = temporaryFolder();
const data = join(folder.path, 'data');
/** Rendered faces, and single lesions, of which one cannot be read. */
const [faces, crops] = [join(data, 'faces'), join(data, 'crops')];
const out = join(folder.path, 'trial');
let app: string;

beforeAll(async () => {
  app = await appFolder(folder.path);
  await renderDataset(faces, {
    photos: 6,
    seed: 5,
    side: 256,
    fractions: { train: 0.5, valid: 0.5, test: 0 },
  });
  await writeCrops(join(crops, 'train'));
  await writeCrops(join(crops, 'valid'));
});
afterAll(() => folder.remove());

const rebuild = (options: RunOptions = {}) =>
  runMacule(app, ['train', '--recipe', 'trial', '--data', data, '--out', out], options);

it('makes a model stage by stage, goes on where it was cut short, and writes what it measured', async () => {
  const cancel = new AbortController();
  const stopped = await rebuild({
    signal: cancel.signal,
    onOut: (text) => text.includes('Stage 2 of 2') && cancel.abort(),
  });
  expect(stopped.code).toBe(130);
  const first = join(out, '1-first', 'model', 'weights.safetensors');
  const { mtimeMs } = await stat(first);

  const resumed = await rebuild();
  expect(resumed.code).toBe(0);
  expect(resumed.out).not.toContain('Stage 1 of 2');
  expect((await stat(first)).mtimeMs).toBe(mtimeMs);

  const { description } = await readDetectorFolder(join(out, 'model'));
  expect(description).toMatchObject({
    id: 'trial',
    title: 'Trial detector',
    training: { recipe: { id: 'trial' } },
  });
  const second = JSON.parse(await readFile(join(out, '2-second', 'run.json'), 'utf8')) as object;
  expect(second).toMatchObject({ seed: 2, maxMinutes: 1, startedFrom: join(out, '1-first', 'model') });
  const card = await readFile(join(out, 'model', 'CARD.md'), 'utf8');
  expect(card).toContain(description.weightsSha256);
  expect(card).toContain('1. at most 1 min, seed 1, the model’s own settings');
  expect(card).toContain('learningRate 0.0005, renderedShare 0.1');
  expect(card).toContain('| `crops` | 9 |');
  expect(card).toMatch(/\| photos, lesions \| 3, \d+ \|/);
  expect(card).toMatch(/\| AP50 \| \d\.\d{3}/);
});

it('chooses every setting itself', async () => {
  const { code, err } = await runMacule(app, [
    ...['train', '--recipe', 'starter', '--data', data, '--out', join(folder.path, 'no'), '--epochs', '3'],
  ]);
  expect(code).toBe(2);
  expect(err).toContain('--epochs');
});

it('fits any time, every stage by the same factor', () => {
  const { starter } = MODEL_RECIPES;
  const short = recipeWithin(starter, recipeMinutes(starter) / 10);
  expect(recipeMinutes(short)).toBeCloseTo(68.6, 6);
  const tenths = short.stages.map(({ minutes }) => Math.round(10 * minutes) / 10);
  expect(tenths).toEqual([10, 8, 8.8, 11.2, 10.5, 10.5, 9.6]);
});
