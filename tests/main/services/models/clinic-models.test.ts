import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readDetectorFolder, writeModelFolder } from '../../../../src/main/engine/io/model-folder';
import { ClinicModels } from '../../../../src/main/services/models/clinic-models';
import { modelIdentity } from '../../../../src/main/vault/model-identity';
import { memoryDatabase } from '../../../helpers/memory-database';
import { randomModel } from '../../../helpers/random-model';
import { temporaryFolder } from '../../../helpers/temporary-folder';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const save = async (name: string, seed: number, id = 'trained'): Promise<string> => {
  const { description, weights } = randomModel(seed);
  const place = join(folder.path, name);
  await writeModelFolder(place, { ...description, id, trainedAt: `2026-03-0${seed}T10:00:00.000Z` }, weights);
  return place;
};

async function clinic() {
  await save('shipped/starter', 1, 'starter');
  const database = memoryDatabase();
  const opened: (string | null)[] = [];
  const models = () =>
    new ClinicModels({
      ...{ database, folder: join(folder.path, 'models'), shippedFolder: join(folder.path, 'shipped') },
      openWith: (model) => opened.push(model),
      check: () => Promise.resolve(),
      now: () => new Date('2026-03-09T08:00:00Z'),
      onChange: () => undefined,
    });
  return { database, models, opened };
}

it('keeps a copy of a run’s model, opens it, remembers it, and goes back with one word', async () => {
  const { models, opened } = await clinic();
  expect(await models().list()).toMatchObject([{ id: 'starter', inUse: true }]);
  const run = await save('run/model', 2);
  const id = await models().adopt(run, 'Autumn');
  const kept = join(folder.path, 'models', id);
  expect(opened).toEqual([kept]);
  // The run may go: the copy is the clinic's.
  const original = await readDetectorFolder(run);
  await rm(join(folder.path, 'run'), { recursive: true });
  const copy = await readDetectorFolder(kept);
  expect(copy.description).toMatchObject({
    id,
    title: 'Autumn',
    weightsSha256: original.description.weightsSha256,
  });
  expect([...copy.weights.keys()]).toEqual([...original.weights.keys()]);
  // After a start.
  expect(models().inUseFolder()).toBe(kept);
  expect(await models().list()).toMatchObject([
    { id: 'starter', inUse: false },
    { id, title: 'Autumn', inUse: true },
  ]);
  models().use('starter');
  expect(opened.at(-1)).toBeNull();
  expect(models().inUseFolder()).toBeNull();
  models().use(id);
  expect(opened.at(-1)).toBe(kept);
});

it('adopts the same model once, however often it is asked', async () => {
  const { models, opened } = await clinic();
  const run = await save('run/model', 2);
  const id = await models().adopt(run, 'Autumn');
  expect(await models().adopt(run, 'Autumn')).toBe(id);
  expect(opened).toHaveLength(1);
  expect(await models().list()).toHaveLength(2);
});

it('keeps two calibrations of the same weights apart, and knows one that was named by its weights alone', async () => {
  const { models } = await clinic();
  const first = await models().adopt(await save('run/model', 2), 'Autumn');
  const { description, weights } = await readDetectorFolder(join(folder.path, 'run', 'model'));
  const calibrated = join(folder.path, 'calibrated');
  await writeModelFolder(calibrated, { ...description, threshold: description.threshold / 2 }, weights);
  const second = await models().adopt(calibrated, 'Autumn, calibrated anew');
  expect(second).not.toBe(first);
  expect(models().inUseFolder()).toBe(join(folder.path, 'models', second));
  expect((await models().list()).map(({ id }) => id).toSorted()).toEqual(
    [first, second, 'starter'].toSorted(),
  );

  const old = `clinic-2026-03-02-${description.weightsSha256.slice(0, 8)}`;
  await rename(join(folder.path, 'models', first), join(folder.path, 'models', old));
  const renamed = join(folder.path, 'models', old, 'model.json');
  const kept = JSON.parse(await readFile(renamed, 'utf8')) as object;
  await writeFile(renamed, JSON.stringify({ ...kept, id: old }));
  expect(await models().adopt(join(folder.path, 'run', 'model'), 'Autumn')).toBe(old);
  expect(await models().list()).toHaveLength(3);
});

it('refuses what is no detector and names that are none of its models', async () => {
  const { models, opened } = await clinic();
  const run = await save('run/model', 2);
  const described = join(run, 'model.json');
  await writeFile(described, (await readFile(described, 'utf8')).replace('"lesion-detector"', '"presence"'));
  await expect(models().adopt(run, 'Types')).rejects.toMatchObject({ failure: { kind: 'invalid-input' } });
  await expect(models().adopt(join(folder.path, 'absent'), 'None')).rejects.toThrow('“None” has no model');
  expect(() => models().use('../shipped/starter')).toThrow('not there any more');
  expect(() => models().use('absent')).toThrow('not there any more');
  expect(opened).toEqual([]);
});

it('falls back to the shipped detector where the clinic’s own is gone', async () => {
  const { models } = await clinic();
  const id = await models().adopt(await save('run/model', 2), 'Autumn');
  await rm(join(folder.path, 'models', id), { recursive: true });
  expect(models().inUseFolder()).toBeNull();
  expect(await models().list()).toMatchObject([{ id: 'starter', inUse: true }]);
});

it('names the model in use as the engine does, by weights and calibration', async () => {
  const { models } = await clinic();
  await models().adopt(await save('run/model', 2), 'Autumn');
  const used = await models().inUse();
  const { description } = await readDetectorFolder(used?.folder ?? '');
  expect(used?.identity).toBe(modelIdentity(description));
});
