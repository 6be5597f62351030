import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TrainableModel } from '../../../shared/training/recipe';
import type { TrainingSurroundings } from '../../engine/training/training-run';
import { trainModel } from '../../engine/jobs/train';
import { renderDataset } from '../render/render-dataset';
import { meanInputSpeed, type InputSpeed } from './mean-input-speed';

/** Photos of the size that clinics' datasets have, so that decoding and cutting cost what they do there. */
const PHOTOS = {
  photos: 26,
  seed: 1,
  side: 1280,
  fractions: { train: 24 / 26, valid: 2 / 26, test: 0 },
} as const;
/** More than a measurement can go through. */
const EPOCHS = 10_000;

/** Each photo is there so often: a small clinic's dataset has about a hundred. */
const COPIES = 4;

export interface InputSpeedOptions {
  readonly models: readonly TrainableModel[];
  /** Time for each model, seconds. */
  readonly seconds: number;
  readonly surroundings: TrainingSurroundings;
  readonly onModel?: (model: TrainableModel) => void;
}

/**
 * Trains each model for a while on rendered photos, from their JPEG files on, and measures how busy the photos keep
 * the engine.
 * @throws MaculeError `no-space`, `cancelled`, and what training throws.
 */
export async function measureInputSpeed({
  models,
  seconds,
  surroundings,
  onModel,
}: InputSpeedOptions): Promise<readonly InputSpeed[]> {
  const folder = await mkdtemp(join(tmpdir(), 'macule-bench-'));
  const { signal } = surroundings;
  const measured: InputSpeed[] = [];
  try {
    const dataFolder = join(folder, 'rendered');
    await renderDataset(dataFolder, { ...PHOTOS, ...(signal ? { signal } : {}) });
    await repeatPhotos(join(dataFolder, 'train'));
    for (const model of models) {
      onModel?.(model);
      const order = {
        ...{ model, dataFolder, outFolder: join(folder, model), seed: 1, resume: false },
        settings: { epochs: EPOCHS },
        maxMinutes: seconds / 60,
      };
      const steps = [];
      for await (const event of trainModel(order, surroundings))
        if (event.event === 'step') steps.push(event);
      measured.push({ model, ...meanInputSpeed(steps) });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return measured;
}

/**
 * Puts copies beside the photos of a folder in the seed study's format: rendering takes longer than training on them,
 * and what a photo costs on its way does not depend on who else looks like it.
 */
async function repeatPhotos(folder: string): Promise<void> {
  const labels = join(folder, '_annotations.txt');
  const lines = (await readFile(labels, 'utf8')).split('\n').filter((line) => line !== '');
  const copies: string[] = [];
  for (const line of lines) {
    const [name = '', ...boxes] = line.split(' ');
    for (let copy = 1; copy < COPIES; copy += 1) {
      await copyFile(join(folder, name), join(folder, `${copy}-${name}`));
      copies.push([`${copy}-${name}`, ...boxes].join(' '));
    }
  }
  await writeFile(labels, `${[...lines, ...copies].join('\n')}\n`);
}
