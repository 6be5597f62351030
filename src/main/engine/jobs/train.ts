import { MaculeError } from '../../../shared/errors';
import { join } from 'node:path';
import { chooseRung } from '../ladder/choose-rung';
import { probeLadder } from '../ladder/probe-ladder';
import { trainsHere, type TrainingRung } from '../ladder/rung';
import { OPTIMISED_FOLDER, OptimisedModels } from '../runtime/optimised-models';
import { readCheckpoint } from '../training/checkpoint';
import type { TrainingEvent } from '../training/events';
import { lesionDetectorProgram } from '../training/lesion-detector-program';
import { RECIPES, SMALL_RECIPE, type TrainingRecipe } from '../training/recipe';
import { runEpochs } from '../training/run-epochs';
import { splitPhotos } from '../training/split-photos';
import { TileTrainer } from '../training/tile-trainer';
import type { TrainOptions } from '../training/training-run';

export type { TrainOptions } from '../training/training-run';

function findRecipe(id: string | undefined): TrainingRecipe {
  const recipe = id === undefined ? SMALL_RECIPE : RECIPES.find((candidate) => candidate.id === id);
  if (recipe) return recipe;
  throw new MaculeError({
    kind: 'invalid-input',
    message: `There is no training recipe called "${id}".`,
    advice: `Choose one of: ${RECIPES.map((known) => known.id).join(', ')}.`,
    retryable: false,
  });
}

/**
 * Trains a detector and yields what happens, step by step. The folder receives a checkpoint every two
 * minutes and at each epoch, and the best model so far as a model folder of its own; the run can be killed
 * at any moment and resumed from there.
 * @throws MaculeError `invalid-input`, `unreadable-file`, `engine-failed` where the loss is no number.
 */
export async function* trainDetector(options: TrainOptions): AsyncGenerator<TrainingEvent> {
  findRecipe(options.recipe);
  const { threads, cacheFolder, runProbe } = options;
  const probes = await probeLadder({
    threads,
    tryTensorflow: runProbe !== undefined,
    runProbe: runProbe ?? (() => Promise.reject(new Error('There is no way to start a probe.'))),
    ...(cacheFolder === undefined
      ? {}
      : { optimised: new OptimisedModels(join(cacheFolder, OPTIMISED_FOLDER)) }),
  });
  yield* trainOn(chooseRung(probes, options.engine, trainsHere), options);
}

/** Like {@link trainDetector}, on a rung that was chosen before. */
export async function* trainOn(
  rung: Pick<TrainingRung, 'id' | 'device' | 'openTrainer'>,
  options: TrainOptions,
): AsyncGenerator<TrainingEvent> {
  const recipe = findRecipe(options.recipe);
  const photos = splitPhotos(options.datasets);
  const earlier = options.resume ? await readCheckpoint(options.outFolder) : null;
  if (earlier && earlier.progress.recipe !== recipe.id) {
    throw new MaculeError({
      kind: 'invalid-input',
      message: `The run was started with the recipe "${earlier.progress.recipe}", not "${recipe.id}".`,
      advice: 'Resume with the same recipe, or train into another folder.',
      retryable: false,
    });
  }
  const seed = earlier?.progress.seed ?? options.seed;
  const session = await TileTrainer.open(
    (batchSize, state) => {
      const program = lesionDetectorProgram(recipe.shape, batchSize, recipe.tileSide);
      return rung.openTrainer(program, { ...recipe.update, seed, ...state });
    },
    earlier?.progress.batchSize ?? recipe.batchSize,
    earlier && { state: earlier.state, stepCount: earlier.progress.steps },
  );
  try {
    yield* runEpochs({
      options,
      recipe,
      photos,
      engine: { id: rung.id, device: rung.device },
      session,
      seed,
      earlier: earlier?.progress ?? null,
    });
  } finally {
    await session.close();
  }
}
