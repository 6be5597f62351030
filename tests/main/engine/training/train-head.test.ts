import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backboneFolder } from '../../../../src/main/backbones/places';
import { importBackbone } from '../../../../src/main/engine/backbones/import-backbone';
import { readModelFolder } from '../../../../src/main/engine/io/model-folder';
import { trainModel } from '../../../../src/main/engine/jobs/train';
import { readCheckpoint } from '../../../../src/main/engine/training/checkpoint';
import type { TrainingEvent } from '../../../../src/shared/training/events';
import type { TrainingOrder } from '../../../../src/shared/training/recipe';
import { writeBackboneFile } from '../../../helpers/backbone-file';
import { writeCornerDataset } from '../../../helpers/corner-dataset';
import { appFolder, runMacule } from '../../../helpers/run-macule';
import { temporaryFolder } from '../../../helpers/temporary-folder';
import { collectEvents, trainingSurroundings } from '../../../helpers/training-surroundings';

const ID = 'efficientnet-b3';
const folder = temporaryFolder();
const data = join(folder.path, 'data');
let app: string;

beforeAll(async () => {
  app = await appFolder(folder.path);
  await writeCornerDataset(data, { train: 12, valid: 6 });
  const file = join(folder.path, 'weights.h5');
  await writeBackboneFile(file, ID, 0.55);
  await importBackbone(backboneFolder(join(app, 'cache')), file, ID);
});
afterAll(() => folder.remove());

const order = (name: string, changes: Partial<TrainingOrder> = {}): TrainingOrder => ({
  model: 'efficientnetb3',
  dataFolder: data,
  outFolder: join(folder.path, name),
  seed: 1,
  resume: false,
  ...changes,
  settings: { side: 32, batchSize: 4, epochs: 3, ...changes.settings },
});
const surroundings = () => ({ ...trainingSurroundings(app), cacheFolder: join(app, 'cache') });

/** Numbers of pictures whose features were there, or were computed. */
const featureStages = async (ordered: TrainingOrder) => {
  const done: number[] = [];
  const events = await collectEvents(trainModel(ordered, surroundings()), (event) => {
    if (event.event === 'stage' && event.stage === 'features') done.push(event.done);
  });
  return { events, first: done[0], last: done.at(-1) };
};

const lossesOf = (events: readonly TrainingEvent[]) =>
  events.flatMap((event) => (event.event === 'epoch' ? [event.losses['total'] ?? Number.NaN] : []));

describe('training of a head on a frozen backbone', () => {
  it('computes each picture’s features once, learns, and saves the head alone', async () => {
    const fresh = await featureStages(order('head', { settings: { learningRate: 1e-3, epochs: 5 } }));
    expect([fresh.first, fresh.last]).toEqual([0, 18]);
    const losses = lossesOf(fresh.events);
    expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) * 0.9);
    const features = join(app, 'cache/features');
    const [origin = ''] = await readdir(features);
    expect(await readdir(join(features, origin))).toHaveLength(18);

    const again = await featureStages(order('again', { settings: { learningRate: 1e-3, epochs: 5 } }));
    expect(again.first).toBe(18);
    expect(lossesOf(again.events)).toEqual(losses);

    const { description, weights } = await readModelFolder(join(folder.path, 'head/model'));
    expect([...weights.keys()].sort()).toEqual(['presence/bias', 'presence/weights']);
    expect(description).toMatchObject({
      task: 'presence',
      side: 32,
      network: { kind: 'frozen-backbone', backbone: ID, input: 'preprocessed' },
    });
  });

  it('is measured by macule evaluate as it was in training', async () => {
    const args = ['evaluate', '--data', data, '--model', join(folder.path, 'head/model')];
    const printed = await runMacule(app, [...args, '--json']);
    expect(printed.code).toBe(0);
    const { overall, threshold, failed } = JSON.parse(printed.out) as {
      readonly overall: { readonly pictures: number; readonly loss: number };
      readonly threshold: number;
      readonly failed: readonly unknown[];
    };
    const { description } = await readModelFolder(join(folder.path, 'head/model'));
    const { validation } = description.training as { readonly validation: { readonly loss: number } };
    expect([overall.pictures, threshold, failed]).toEqual([6, 0.5, []]);
    expect(overall.loss).toBeCloseTo(validation.loss, 4);
    const { out } = await runMacule(app, args);
    expect(out).toMatch(
      /^model trained \([0-9a-f]{12}\), onnxruntime-cpu on .*, valid photos, present from 0.5\n/,
    );
    expect(out).toMatch(/\nmean AUROC +\S+\n/);
    expect(out).toMatch(/\nnodule +\d+ +\d\.\d{3}/);
    const detect = await runMacule(app, ['predict', join(data, 'valid'), ...args.slice(-2)]);
    expect(detect.err).toContain('but not where');
  });

  it('goes on to the same bits within an epoch, on varied pictures too', async () => {
    for (const augment of [false, true]) {
      const settings = { epochs: 1, augment };
      await collectEvents(trainModel(order(`whole-${augment}`, { settings }), surroundings()));
      const stopped = order(`stopped-${augment}`, { settings });
      const cancellation = new AbortController();
      const { signal } = cancellation;
      await collectEvents(
        trainModel(stopped, { ...surroundings(), signal, checkpointEvery: 0 }),
        ({ event }) => event === 'checkpoint' && cancellation.abort(),
      );
      expect((await readCheckpoint(stopped.outFolder))?.progress).toMatchObject({ steps: 1, from: 4 });
      await collectEvents(trainModel({ ...stopped, resume: true }, surroundings()));
      const [whole, resumed] = await Promise.all(
        [join(folder.path, `whole-${augment}`), stopped.outFolder].map(readCheckpoint),
      );
      expect(resumed?.state).toEqual(whole?.state);
    }
  });

  it('says how to get a backbone that is not there', async () => {
    await expect(
      collectEvents(trainModel(order('vgg', { model: 'vgg19' }), surroundings())),
    ).rejects.toMatchObject({
      failure: { kind: 'model-unavailable', advice: expect.stringContaining('macule backbone fetch vgg19') },
    });
  });
});
