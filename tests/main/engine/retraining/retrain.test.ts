import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { retrain } from '../../../../src/main/engine/retraining/retrain';
import { readDetectorFolder } from '../../../../src/main/engine/io/model-folder';
import type { ClinicPhoto } from '../../../../src/shared/training/clinic-photos';
import type { TrainingEvent } from '../../../../src/shared/training/events';
import type { TrainingOrder } from '../../../../src/shared/training/recipe';
import { testViewsSchema } from '../../../../src/shared/training/test-views';
import { retrainingVerdictSchema } from '../../../../src/shared/training/verdict';
import { listedPhoto } from '../../../helpers/listed-photo';
import { temporaryFolder } from '../../../helpers/temporary-folder';
import { trainingSurroundings } from '../../../helpers/training-surroundings';

const STARTER = resolve(import.meta.dirname, '../../../../assets/models/starter');

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const photo = (number: number, part: ClinicPhoto['part']) => listedPhoto(folder.path, number, part);

const listOf = (photos: readonly ClinicPhoto[]): string => JSON.stringify({ format: 1, photos });

it('teaches the model in use, and compares the new one with it on patients it never saw', async () => {
  const learning = await Promise.all([
    ...[1, 2, 3].map((number) => photo(number, 'train')),
    ...[4, 5].map((number) => photo(number, 'valid')),
  ]);
  const tested = await Promise.all([6, 7, 8].map((number) => photo(number, 'test')));
  const dataFolder = join(folder.path, 'clinic-photos.json');
  const testPhotos = join(folder.path, 'locked-test-photos.json');
  await writeFile(dataFolder, listOf(learning));
  await writeFile(testPhotos, listOf(tested));
  const before = await readFile(join(STARTER, 'weights.safetensors'));
  const outFolder = join(folder.path, 'run');
  const order: TrainingOrder = {
    ...{ model: 'lesion-detector', dataFolder, outFolder, seed: 1, resume: false },
    settings: { epochs: 1, trainedPart: 'head' },
  };
  const surroundings = trainingSurroundings(folder.path);
  const events: TrainingEvent[] = [];
  for await (const event of retrain(order, { parent: STARTER, testPhotos }, surroundings)) events.push(event);

  const names = events.map((event) => (event.event === 'stage' ? event.stage : event.event));
  expect(names.at(-1)).toBe('done');
  expect(names.indexOf('calibrating')).toBeGreaterThan(names.indexOf('epoch'));
  expect(names.indexOf('comparing')).toBeGreaterThan(names.lastIndexOf('calibrating'));
  expect(events.find(({ event }) => event === 'start')).toMatchObject({ trainPhotos: 3, validPhotos: 2 });

  const verdict = retrainingVerdictSchema.parse(
    JSON.parse(await readFile(join(outFolder, 'verdict.json'), 'utf8')),
  );
  const [starter, model] = [
    await readDetectorFolder(STARTER),
    await readDetectorFolder(join(outFolder, 'model')),
  ];
  expect(verdict).toMatchObject({ photos: 3, patients: 3 });
  expect(verdict.champion.sha256).toBe(starter.description.weightsSha256);
  expect(verdict.challenger).toMatchObject({
    sha256: model.description.weightsSha256,
    threshold: model.description.threshold,
  });
  expect(verdict.challenger.sha256).not.toBe(verdict.champion.sha256);
  expect(verdict.f1.champion).toBeGreaterThan(0.3);
  expect(verdict.reason).not.toBe('');
  const views = testViewsSchema.parse(JSON.parse(await readFile(join(outFolder, 'test-views.json'), 'utf8')));
  expect(views.photos.map(({ photoId }) => photoId)).toEqual(tested.map(({ photoId }) => photoId));
  for (const { box, score } of views.photos.flatMap(({ before }) => before)) {
    expect(score).toBeGreaterThanOrEqual(verdict.champion.threshold);
    expect(Math.max(box.x + box.width, box.y + box.height)).toBeLessThan(1.2);
  }
  // The locked test set is in nothing that training leaves behind.
  const record = await readFile(join(outFolder, 'run.json'), 'utf8');
  expect(JSON.parse(record)).toMatchObject({ data: { trainPhotos: 3, validPhotos: 2, testPhotos: 0 } });
  expect((await readFile(join(STARTER, 'weights.safetensors'))).equals(before)).toBe(true);
}, 300_000);

it('says what is wrong with a list that is cut short', async () => {
  const dataFolder = join(folder.path, 'clinic-photos.json');
  await writeFile(dataFolder, listOf([]).slice(0, -4));
  const order: TrainingOrder = {
    ...{ model: 'lesion-detector', dataFolder, outFolder: join(folder.path, 'run'), seed: 1, resume: false },
    settings: {},
  };
  const run = retrain(order, { parent: STARTER, testPhotos: dataFolder }, trainingSurroundings(folder.path));
  await expect(run.next()).rejects.toThrow('The list of photos to learn from cannot be read.');
});
