import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openBackbone } from '../../../src/main/engine/backbones/open-backbone';
import { importBackbone } from '../../../src/main/engine/backbones/import-backbone';
import { backboneState, loadBackbone } from '../../../src/main/engine/backbones/stored-backbone';
import type { MaculeError } from '../../../src/shared/errors';
import { GOLDEN, sampleError } from '../../golden/backbones-golden';
import { writeBackboneFile } from '../../helpers/backbone-file';
import { hashedPicture } from '../../helpers/hashed-weights';
import { runMacule } from '../../helpers/run-macule';
import { standInServer } from '../../helpers/stand-in-server';
import { temporaryFolder } from '../../helpers/temporary-folder';

const ID = 'efficientnet-b3';
const GOLD = GOLDEN[ID];
const folder = temporaryFolder();
const source = join(folder.path, 'my weights.h5');
beforeAll(() => writeBackboneFile(source, ID, GOLD.variance));
afterAll(() => folder.remove());

const macule = (app: string, ...args: readonly string[]) =>
  runMacule(join(folder.path, app), ['backbone', ...args]);
const modelsOf = (app: string) => join(folder.path, app, 'cache', 'models');
const listSchema = z.object({ backbones: z.array(z.looseObject({ id: z.string(), state: z.string() })) });

describe('weights from a file', () => {
  it('are recognised, stored and listed, and give Keras’s features', async () => {
    const added = await macule('one', 'add', source);
    expect(added).toEqual({
      code: 0,
      out: 'EfficientNetB3: ready, weights other than the published ones\n',
      err: '',
    });
    expect(existsSync(source)).toBe(true);
    const { out } = await macule('one', 'list', '--json');
    const { backbones } = listSchema.parse(JSON.parse(out));
    expect(backbones.map(({ id, state }) => [id, state])).toEqual([
      ['vgg19', 'absent'],
      ['resnet50', 'absent'],
      [ID, 'ready'],
    ]);
    expect(backbones[2]).toMatchObject({ source: 'my weights.h5', published: false });
    expect((await macule('one', 'list')).out).toMatch(/efficientnet-b3 +ready, from my weights.h5 +43.9 MB/);

    const { weights } = await loadBackbone(modelsOf('one'), ID);
    const { height, width } = GOLD;
    const options = { height, width, batchSize: 1, input: 'preprocessed', threads: 1 } as const;
    const runner = await openBackbone({ id: ID, weights }, options);
    const features = await runner.run(hashedPicture(ID, height, width).map((value) => value / 255));
    await runner.close();
    expect(sampleError(GOLD.features, features)).toBeLessThan(1e-4);
  });

  it('are refused for another backbone, and nothing is left behind', async () => {
    const { code, err } = await macule('two', 'add', source, '--as', 'resnet50');
    expect([code, err]).toEqual([
      1,
      'macule: “my weights.h5” lacks the layer conv1_conv of ResNet50. Choose weights of Keras Applications’ ResNet50, such as resnet50_weights_tf_dim_ordering_tf_kernels_notop.h5.\n',
    ]);
    expect(existsSync(modelsOf('two'))).toBe(false);
  });

  it('can be given up in the middle', async () => {
    const cancel = new AbortController();
    const work = importBackbone(modelsOf('three'), source, ID, {
      signal: cancel.signal,
      onProgress: (done) => (done === 5 ? cancel.abort() : undefined),
    });
    await expect(work).rejects.toMatchObject({ failure: { kind: 'cancelled' } });
    expect(readdirSync(modelsOf('three'))).toEqual([]);
  });

  it('that are of no backbone are told apart', async () => {
    const small = join(import.meta.dirname, '../../fixtures/keras/whole-model.h5');
    expect((await macule('two', 'add', small)).err).toMatch(/of none of VGG19, ResNet50, EfficientNetB3/);
    const none = join(import.meta.dirname, '../../fixtures/keras/no-weights.h5');
    expect((await macule('two', 'add', none)).err).toMatch(/“no-weights.h5” holds no weights of Keras/);
    expect((await macule('two', 'add', join(folder.path, 'nowhere.h5'))).code).toBe(2);
  });
});

describe('a finished download', () => {
  it('is taken over when its weights are wanted, and makes room', async () => {
    const models = modelsOf('four');
    mkdirSync(models, { recursive: true });
    copyFileSync(source, join(models, `${ID}.h5`));
    expect(await backboneState(models, ID)).toEqual({ state: 'downloaded' });
    const { weights } = await loadBackbone(models, ID);
    expect(weights.get('stem_conv/kernel')?.shape).toEqual([3, 3, 3, 40]);
    expect(readdirSync(models)).toEqual([`${ID}.safetensors`]);
  });

  it('that is half done is listed with its size', async () => {
    const models = modelsOf('five');
    mkdirSync(models, { recursive: true });
    writeFileSync(join(models, 'vgg19.h5.part'), Buffer.alloc(2_500_000));
    expect(await backboneState(models, 'vgg19')).toEqual({ state: 'partial', bytes: 2_500_000 });
    expect((await macule('five', 'list')).out).toMatch(/vgg19 +2\.5 MB fetched/);
  });
});

describe('weights that cannot be used', () => {
  const failureOf = (work: Promise<unknown>) =>
    work.then(
      () => null,
      (error: unknown) => (error as MaculeError).failure,
    );
  it('because they are missing', async () => {
    const failure = await failureOf(loadBackbone(modelsOf('one'), 'resnet50'));
    expect(failure).toMatchObject({
      kind: 'model-unavailable',
      message: 'The weights of ResNet50 are not on this computer.',
    });
    expect(failure?.advice).toMatch(/macule backbone fetch resnet50.*macule backbone add <file>/);
  });
  it('because they are cut off', async () => {
    const models = modelsOf('six');
    await importBackbone(models, source, ID);
    const stored = join(models, `${ID}.safetensors`);
    truncateSync(stored, statSync(stored).size - 4);
    expect(await failureOf(loadBackbone(models, ID))).toMatchObject({ kind: 'model-unavailable' });
    expect(await backboneState(models, ID)).toEqual({ state: 'absent' });
  });
});

it('fetch ends with the reason and the way by hand', async () => {
  const server = await standInServer((_, response) => void response.writeHead(404).end());
  const { code, out, err } = await macule('seven', 'fetch', 'vgg19', '--mirror', server.url);
  await server.close();
  expect([code, out]).toEqual([1, '']);
  expect(err).toMatch(/no longer has the file.*by other means and add the file/s);
});

it.each([
  [['fetch'], /missing required argument 'backbones'/],
  [['fetch', 'alexnet'], /Allowed choices are vgg19, resnet50, efficientnet-b3/],
  [['add'], /missing required argument 'file'/],
  [['add', 'x.h5', '--as', 'alexnet'], /Allowed choices are/],
  [['burn'], /unknown command 'burn'/],
])('%j is refused', async (args, sentence) => {
  const { code, err } = await macule('one', ...args);
  expect(code).toBe(2);
  expect(err).toMatch(sentence);
});
