import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { byReviewValue } from '../../../src/main/experiment/clinic/confirmation-order';
import type { ClinicPhoto } from '../../../src/main/experiment/clinic/clinic-photos';
import { simulateClinic, type SimulationOptions } from '../../../src/main/experiment/clinic/simulate-clinic';
import { simulationChart } from '../../../src/main/experiment/clinic/simulation-chart';
import { readDetectorFolder } from '../../../src/main/engine/io/model-folder';
import { readRunRecord } from '../../../src/main/engine/training/run-record-file';
import { temporaryFolder } from '../../helpers/temporary-folder';

const folder = temporaryFolder();
const starter = join(import.meta.dirname, '../../../assets/models/starter');
afterAll(() => folder.remove());

it('renders a clinic, retrains the starter on its corrected photos and measures both on a locked test set', async () => {
  const workFolder = join(folder.path, 'clinic');
  const told: string[] = [];
  const options: SimulationOptions = {
    plan: {
      ...{ counts: [0, 10], testPhotos: 4, side: 160, seed: 3 },
      courses: [{ clinician: 'perfect', order: 'review' }],
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
  };
  const simulation = await simulateClinic(options);
  const { curve, promoted, reason, courses } = simulation;
  expect(curve.map(({ confirmed }) => confirmed)).toEqual([0, 10]);
  expect(courses).toMatchObject([{ clinician: 'perfect', order: 'review', curve }]);
  for (const { f1, countMae, ciLow, ciHigh } of curve) {
    expect(f1).toBeGreaterThanOrEqual(ciLow ?? NaN);
    expect(f1).toBeLessThanOrEqual(ciHigh ?? NaN);
    expect(countMae).toBeGreaterThanOrEqual(0);
  }
  expect(typeof promoted).toBe('boolean');
  expect(reason).toContain(`after ${curve[0]?.f1?.toFixed(3) ?? ''}`);

  // The test set is no part of what was learned from.
  const run = join(workFolder, 'runs', 'perfect-review-10');
  const record = await readRunRecord(run);
  const { trainPhotos = 0, validPhotos = 0, testPhotos } = record?.data ?? {};
  expect({ learnedFrom: trainPhotos + validPhotos, testPhotos }).toEqual({ learnedFrom: 10, testPhotos: 0 });
  expect(validPhotos).toBeGreaterThanOrEqual(2);

  // The starter stays as it was; the new model looks at photos as the starter does.
  const parent = await readDetectorFolder(starter);
  const child = await readDetectorFolder(join(run, 'model'));
  expect(child.description.weightsSha256).not.toBe(parent.description.weightsSha256);
  expect(child.description.mirrored).toBe(parent.description.mirrored);
  expect(child.description.scales).toEqual(parent.description.scales);
  // The head alone learns from so few: what the backbone knows stays.
  const kept = [...child.weights].filter(([name]) => name.startsWith('backbone/stage4'));
  expect(kept.length).toBeGreaterThan(5);
  for (const [name, array] of kept) expect(array.values).toEqual(parent.weights.get(name)?.values);
  expect(told.at(-1)).toMatch(/^10 confirmed photos: F1/);
  expect(simulationChart(courses)).toContain('those first that teach most');

  // Begun once more, it trains nothing anew; with another plan it is refused.
  const before = told.length;
  expect(await simulateClinic({ ...options, starter: join(folder.path, 'gone') })).toEqual(simulation);
  expect(told.slice(before).filter((line) => line.includes('round'))).toEqual([]);
  const other = { ...options, plan: { ...options.plan, seed: 4 } };
  await expect(simulateClinic(other)).rejects.toThrow('begun with other options');
}, 180_000);

it('confirms those photos first that the review queue has first, and no photo twice', () => {
  const photo = (fileName: string): ClinicPhoto => ({ fileName, patient: fileName, skinType: 5, truth: [] });
  const lesion = (score: number) => ({
    ...{ box: { x: 0, y: 0, width: 9, height: 9 }, score, type: 'papule' as const },
    typeScores: { comedone: 0, nodule: 0, papule: 1, pustule: 0 },
  });
  const views = new Map(
    [
      ['sure', 0.99],
      ['unsure', 0.51],
      ['clear', 0.01],
    ].map(([name, score]) => [String(name), { threshold: 0.5, lesions: [lesion(Number(score))] }]),
  );
  const waiting = ['clear', 'sure', 'unsure'].map(photo);
  const names = (photos: readonly ClinicPhoto[]) => photos.map(({ fileName }) => fileName);
  expect(names(byReviewValue(waiting, [], views, null))).toEqual(['unsure', 'sure', 'clear']);
  // The model before counted a lesion where the one in use sees none.
  const before = new Map([['clear', { threshold: 0.5, lesions: [lesion(0.9)] }]]);
  expect(names(byReviewValue(waiting, [], views, before))[0]).toBe('clear');
});
