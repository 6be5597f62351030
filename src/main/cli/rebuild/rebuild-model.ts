import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { MODEL_FILES } from '../../../shared/engine/model-files';
import { MaculeError } from '../../../shared/errors';
import type { TrainingEvent } from '../../../shared/training/events';
import type { ModelRecipe, RecipeStage } from '../../../shared/training/model-recipe';
import { facesOf } from '../../datasets/faces-and-crops';
import { openDatasets } from '../../datasets/open-dataset';
import type { Dataset } from '../../datasets/dataset';
import { withFaceFinder } from '../../engine/face/open-face-finder';
import { calibrate } from '../../engine/jobs/calibrate';
import { trainModel } from '../../engine/jobs/train';
import { readDetectorFolder, saveDescription } from '../../engine/io/model-folder';
import { saveAtomically } from '../../engine/io/save-atomically';
import type { CliContext } from '../context';
import { tellProblems } from '../dataset-problems';
import { photosOfSplit } from '../evaluation-photos';
import { measureDetector } from '../measure-detector';
import { threadsFor, withDetector, type EngineChoice } from '../open-engine-for';
import { progressLine } from '../progress-line';
import { pretrainedFolder } from '../shipped-folders';
import { trainingSurroundings } from '../training-surroundings';
import { recipeCard } from './recipe-card';
import { runStages } from './run-stages';

export interface RebuildOptions extends EngineChoice {
  /** Folder of datasets, absolute. */
  readonly dataFolder: string;
  /** Receives a folder a stage and `model`, absolute. */
  readonly outFolder: string;
  readonly onStage: (stage: RecipeStage, number: number) => void;
  readonly onEvent: (event: TrainingEvent) => void;
}

/**
 * Makes a model by its recipe: stages, calibration, measuring, card. Begun again in the same folder, it goes on.
 * @returns the model's folder; null where it was cancelled.
 * @throws MaculeError as training, calibration and measuring do.
 */
export async function rebuildModel(
  context: CliContext,
  recipe: ModelRecipe,
  options: RebuildOptions,
): Promise<string | null> {
  const { dataFolder, outFolder, onStage, onEvent } = options;
  const surroundings = trainingSurroundings(context, threadsFor(context, options));
  const { engine } = options;
  const best = await runStages(recipe, {
    ...{ dataFolder, outFolder, onStage, onEvent },
    train: (order) => trainModel({ ...order, ...(engine === undefined ? {} : { engine }) }, surroundings),
  });
  if (best === null) return null;
  const folder = join(outFolder, 'model');
  await cp(best, folder, { recursive: true });
  await nameAfter(folder, recipe);
  const all = await openDatasets(dataFolder, { crops: true });
  tellProblems(context, all);
  const valid = photosOfSplit(facesOf(all), 'valid');
  const calibratedOn = await calibrateOn(
    everyNth(valid, recipe.calibration.every),
    folder,
    recipe,
    context,
    options,
  );
  const evaluation = await withDetector(context, { ...options, model: folder }, (detector, findFace) =>
    measureDetector(context, { detector, findFace }, valid, 'valid'),
  );
  const { description } = await readDetectorFolder(folder);
  const trainedOn = photosOfSplit(all, 'train').map(({ name, photos }) => ({ name, photos: photos.length }));
  const card = recipeCard({ recipe, description, evaluation, calibratedOn, trainedOn });
  await saveAtomically(join(folder, MODEL_FILES.card), card);
  return folder;
}

async function nameAfter(folder: string, { id, title, stages }: ModelRecipe): Promise<void> {
  const { description } = await readDetectorFolder(folder);
  const training = { ...description.training, recipe: { id, stages } };
  await saveDescription(folder, { ...description, id, title, training });
}

/** @returns photos calibrated on; null where too little was found to fit anything, which leaves the model as it is. */
async function calibrateOn(
  datasets: readonly Dataset[],
  folder: string,
  { calibration: { mirrored, scales } }: ModelRecipe,
  context: CliContext,
  options: RebuildOptions,
): Promise<number | null> {
  const progress = progressLine(context);
  try {
    const threads = threadsFor(context, options);
    await withFaceFinder(pretrainedFolder(context), threads, (findFace) =>
      calibrate(folder, {
        ...{ datasets, mirrored, scales, findFace, threads, signal: context.signal },
        now: () => new Date(),
        onPhoto: (done, total) => progress.show(done, total, 'photos calibrated on'),
      }),
    );
    return datasets.reduce((sum, { photos }) => sum + photos.length, 0);
  } catch (thrown) {
    if (!(thrown instanceof MaculeError) || thrown.failure.kind !== 'invalid-input') throw thrown;
    context.stderr.write(`Not calibrated: ${thrown.failure.message}\n`);
    return null;
  } finally {
    progress.clear();
  }
}

const everyNth = (datasets: readonly Dataset[], every: number): readonly Dataset[] =>
  datasets.map((dataset) => ({
    ...dataset,
    photos: dataset.photos.filter((_, index) => index % every === 0),
  }));
