import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readDetectorFolder, writeModelFolder } from '../../../src/main/engine/io/model-folder';
import { renderDataset } from '../../../src/main/experiment/render/render-dataset';
import { appFolder, runMacule } from '../../helpers/run-macule';
import { temporaryFolder } from '../../helpers/temporary-folder';
import { evaluateSchema } from './printed-json';

const folder = temporaryFolder();
const shippedFolder = join(import.meta.dirname, '../../../assets/models/starter');
let app: string;
let data: string;
let model: string;

beforeAll(async () => {
  app = await appFolder(folder.path);
  data = join(folder.path, 'faces');
  await renderDataset(data, {
    ...{ photos: 4, seed: 5, side: 320, fractions: { train: 0, valid: 1, test: 0 } },
  });
  // The shipped weights as training leaves them: neither calibrated nor mirrored nor enlarged.
  model = join(folder.path, 'model');
  const { description, weights } = await readDetectorFolder(shippedFolder);
  const { calibration: _, mirrored: __, scales: ___, jointScore: ____, ...plain } = description;
  await writeModelFolder(model, { ...plain, threshold: 0.9 }, weights);
});
afterAll(() => folder.remove());

const evaluate = async () => {
  const { out } = await runMacule(app, ['evaluate', '--data', data, '--model', model, '--json']);
  return evaluateSchema.parse(JSON.parse(out)).overall;
};

it('fits scores and threshold to the photos, keeps the weights, and says so in the model folder', async () => {
  const before = await evaluate();
  const weights = await readFile(join(model, 'weights.safetensors'));
  const { code, out } = await runMacule(app, [
    ...['calibrate', '--data', data, '--model', model, '--mirrored', '--json'],
  ]);
  expect(code).toBe(0);
  const { threshold, calibration, calibrationError } = JSON.parse(out) as {
    threshold: number;
    calibration: unknown;
    calibrationError: { before: number; after: number };
  };
  const { description } = await readDetectorFolder(model);
  expect(description).toMatchObject({
    threshold,
    calibration,
    id: 'starter',
    mirrored: true,
    training: { calibration: { photos: 4 } },
  });
  expect((await readFile(join(model, 'weights.safetensors'))).equals(weights)).toBe(true);

  const after = await evaluate();
  expect(Math.abs(after.counts.bias ?? NaN)).toBeLessThan(Math.abs(before.counts.bias ?? NaN));
  // On all detections that were fitted; evaluate leaves out those that are now below its floor.
  expect(calibrationError.after).toBeLessThan(calibrationError.before / 2);
  expect(after.centreHit.f1 ?? NaN).toBeGreaterThan(before.centreHit.f1 ?? NaN);
});

it('fits anew when asked again: the same photos give the same figures', async () => {
  const once = (await readDetectorFolder(model)).description;
  await runMacule(app, ['calibrate', '--data', data, '--model', model]);
  const again = (await readDetectorFolder(model)).description;
  expect(again.threshold).toBeCloseTo(once.threshold, 10);
  expect(again.calibration).toEqual(once.calibration);
});

it('joins several scales, fits what they give together, and refuses scales that make no sense', async () => {
  const { code } = await runMacule(app, ['calibrate', '--data', data, '--model', model, '--scales', '1,1.5']);
  expect(code).toBe(0);
  const { description } = await readDetectorFolder(model);
  expect(description).toMatchObject({ scales: [1, 1.5], mirrored: true });
  // A number for each look, one for the neighbours, one for the size.
  expect(description.jointScore?.weights).toHaveLength(4);
  for (const look of description.jointScore?.weights.slice(0, 2) ?? []) expect(look).toBeGreaterThan(0);
  const { counts } = await evaluate();
  expect(Math.abs(counts.bias ?? NaN)).toBeLessThan(3);
  const refused = await runMacule(app, ['calibrate', '--data', data, '--model', model, '--scales', '1,0.2']);
  expect(refused.code).not.toBe(0);
  expect(refused.err).toContain('from 1 to 4');
});
