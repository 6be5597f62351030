import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { simulateClinic } from '../../../src/main/experiment/clinic/simulate-clinic';
import { readDetectorFolder } from '../../../src/main/engine/io/model-folder';
import { openDatasets } from '../../../src/main/datasets/open-dataset';
import { temporaryFolder } from '../../helpers/temporary-folder';

const folder = temporaryFolder();
const starter = join(import.meta.dirname, '../../../assets/models/starter');
afterAll(() => folder.remove());

it('renders a clinic, retrains the starter on its corrected photos and measures both on a locked test set', async () => {
  const workFolder = join(folder.path, 'clinic');
  const told: string[] = [];
  const { curve, promoted, reason } = await simulateClinic({
    plan: {
      ...{ counts: [0, 10], testPhotos: 4, side: 160, seed: 3, sloppy: false },
      settings: { epochs: 1, batchSize: 2, side: 96 },
    },
    workFolder,
    starter,
    surroundings: {
      ...{ threads: 2, cacheFolder: join(folder.path, 'cache'), photoWorker: null, versions: {} },
      pretrainedFolder: join(folder.path, 'none'),
      clock: () => performance.now() / 1000,
      now: () => new Date('2026-01-02T03:04:05Z'),
    },
    tell: (line) => told.push(line),
  });
  expect(curve.map(({ confirmed }) => confirmed)).toEqual([0, 10]);
  for (const { f1, countMae, ciLow, ciHigh } of curve) {
    expect(f1).toBeGreaterThanOrEqual(ciLow ?? NaN);
    expect(f1).toBeLessThanOrEqual(ciHigh ?? NaN);
    expect(countMae).toBeGreaterThanOrEqual(0);
  }
  expect(typeof promoted).toBe('boolean');
  expect(reason).toContain(`after ${curve[0]?.f1?.toFixed(3) ?? ''}`);

  // Nobody is on two sides, and the test set is no part of what was learned from.
  const [data] = await openDatasets(join(workFolder, 'data-perfect-10'));
  expect(data?.photos.map(({ split }) => split).sort()).toEqual([
    ...new Array<string>(8).fill('train'),
    ...new Array<string>(2).fill('valid'),
  ]);
  expect(await readdir(join(workFolder, 'test-set'))).toEqual(expect.arrayContaining(['test']));

  // The starter stays as it was; the new model looks at photos as the starter does.
  const parent = await readDetectorFolder(starter);
  const child = await readDetectorFolder(join(workFolder, 'run-perfect-10', 'model'));
  expect(child.description.weightsSha256).not.toBe(parent.description.weightsSha256);
  expect(child.description.mirrored).toBe(parent.description.mirrored);
  expect(child.description.scales).toEqual(parent.description.scales);
  // The head alone learns from so few: what the backbone knows stays.
  const kept = [...child.weights].filter(([name]) => name.startsWith('backbone/stage4'));
  expect(kept.length).toBeGreaterThan(5);
  for (const [name, array] of kept) expect(array.values).toEqual(parent.weights.get(name)?.values);
  expect(told.at(-1)).toMatch(/^10 confirmed photos: F1/);
});
