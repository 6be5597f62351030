import { join } from 'node:path';
import { MaculeError } from '../../../shared/errors';
import type { Dataset } from '../../datasets/dataset';
import { loadPixels } from '../../imaging/load-pixels';
import { writeModelFolder } from '../io/model-folder';
import { processorName } from '../ladder/processor';
import { TARGET_CHANNELS } from '../ml/detection/targets';
import { cosineRate } from '../ml/training/schedule';
import { TrainingSession } from '../runtime/training-session';
import { CHECKPOINT_FILE, readCheckpoint, writeCheckpoint, type RunProgress } from '../training/checkpoint';
import type { TrainingEvent, ValidationFigures } from '../training/events';
import { lesionDetectorProgram, TARGET_NAMES } from '../training/lesion-detector-program';
import { paintLesions } from '../training/paint-lesions';
import { RECIPES, SMALL_RECIPE, type TrainingRecipe } from '../training/recipe';
import { recordTrainingStep } from '../training/record-step';
import { splitPhotos, type TrainingPhotos } from '../training/split-photos';
import { epochTiles, type TileSource, type TrainingTile } from '../training/tile-source';
import { validate, VALIDATION_LONG_SIDE } from '../training/validate';

export interface TrainOptions {
  readonly datasets: readonly Dataset[];
  readonly outFolder: string;
  /** Id of a recipe; the default is the one of the shipped detector. */
  readonly recipe?: string;
  readonly maxMinutes?: number;
  readonly resume: boolean;
  readonly seed: number;
  readonly threads: number;
  readonly signal?: AbortSignal;
  /** Seconds, monotonic. */
  readonly clock?: () => number;
}

const REPORT_EVERY_SECONDS = 5;
const CHECKPOINT_EVERY_SECONDS = 120;

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
  const step = recordTrainingStep(
    lesionDetectorProgram(recipe.shape, recipe.batchSize, recipe.tileSide),
    recipe.normLimit,
  );
  const session = await TrainingSession.open(step, {
    threads: options.threads,
    seed,
    ...(earlier ? { state: earlier.state, stepCount: earlier.progress.steps } : {}),
  });
  try {
    yield* runEpochs({ options, recipe, photos, session, seed, earlier: earlier?.progress ?? null });
  } finally {
    await session.close();
  }
}

interface Run {
  readonly options: TrainOptions;
  readonly recipe: TrainingRecipe;
  readonly photos: TrainingPhotos;
  readonly session: TrainingSession;
  readonly seed: number;
  readonly earlier: RunProgress | null;
}

async function* runEpochs(run: Run): AsyncGenerator<TrainingEvent> {
  const { options, recipe, photos, session, seed, earlier } = run;
  const clock = options.clock ?? (() => performance.now() / 1000);
  const opened = clock();
  const seconds = () => (earlier?.seconds ?? 0) + clock() - opened;
  const limit = options.maxMinutes === undefined ? null : options.maxMinutes * 60;
  const source: TileSource = { photos: photos.train, recipe, seed, load: loadPixels, paint: paintLesions };
  let best = earlier?.bestScore ?? null;
  let savedModel: string | null = earlier?.bestScore == null ? null : modelFolder(options);
  let epoch = earlier?.epoch ?? 0;
  let [lastReport, lastCheckpoint] = [clock(), clock()];
  const progress = (): RunProgress => ({
    recipe: recipe.id,
    seed,
    steps: session.steps,
    epoch,
    seconds: seconds(),
    bestScore: best,
  });
  const checkpoint = async (): Promise<TrainingEvent> => {
    await writeCheckpoint(options.outFolder, { progress: progress(), state: session.state() });
    lastCheckpoint = clock();
    return { event: 'checkpoint', step: session.steps, file: join(options.outFolder, CHECKPOINT_FILE) };
  };
  yield {
    event: 'start',
    recipe: recipe.id,
    seed,
    trainPhotos: photos.train.length,
    validPhotos: photos.valid.length,
    leakedPhotos: photos.leaked,
    parameters: countParameters(session),
    engine: {
      id: 'onnxruntime-cpu',
      device: processorName(options.threads),
    },
    resumedAtStep: session.steps,
  };

  const timeUp = () => limit !== null && seconds() >= limit;
  const stopped = () => options.signal?.aborted === true;
  // Known after the first epoch; until then tiles a photo are guessed from the first tiles seen.
  let stepsAnEpoch: number | null = epoch > 0 ? Math.ceil(session.steps / epoch) : null;
  while (epoch < recipe.epochs && !timeUp() && !stopped()) {
    const epochStart = session.steps;
    let complete = true;
    for await (const batch of batches(epochTiles(source, epoch), recipe.batchSize)) {
      const share = epochShare(epoch, session.steps - epochStart, stepsAnEpoch, recipe.epochs);
      const planned = limit === null ? share : Math.max(share, seconds() / limit);
      const learningRate = cosineRate(planned, recipe.learningRate);
      fillBatch(session, batch);
      const stepStarted = clock();
      const losses = await session.run(learningRate);
      if (!Number.isFinite(losses['total'])) throw diverged(session.steps);
      if (clock() - lastReport >= REPORT_EVERY_SECONDS) {
        lastReport = clock();
        const tilesPerSecond = recipe.batchSize / (clock() - stepStarted);
        const tilesAPhoto =
          stepsAnEpoch === null ? null : (stepsAnEpoch * recipe.batchSize) / photos.train.length;
        yield {
          event: 'step',
          epoch,
          step: session.steps,
          losses,
          learningRate,
          tilesPerSecond,
          photosPerSecond: tilesPerSecond / (tilesAPhoto ?? 1),
          secondsLeft: secondsLeft(seconds(), planned),
        };
      }
      if (clock() - lastCheckpoint >= CHECKPOINT_EVERY_SECONDS) yield await checkpoint();
      if (timeUp() || stopped()) {
        complete = false;
        break;
      }
    }
    if (stopped()) break;
    if (complete) {
      stepsAnEpoch = session.steps - epochStart;
      epoch += 1;
    }
    const validation = await validateWeights(run);
    const isBest = best === null || score(validation) > best;
    if (isBest) {
      best = score(validation);
      savedModel = await saveModel(run, validation, seconds());
    }
    yield { event: 'epoch', epoch, step: session.steps, validation, best: isBest };
    yield await checkpoint();
  }
  if (stopped()) yield await checkpoint();
  const reason = stopped() ? 'cancelled' : timeUp() ? 'time' : 'finished';
  yield { event: 'done', reason, step: session.steps, seconds: seconds(), model: savedModel };
}

const modelFolder = ({ outFolder }: TrainOptions): string => join(outFolder, 'model');

/** What makes one model better than another: finding lesions exactly and finding them at all, alike. */
const score = ({ ap50, centreHitPrecision: p, centreHitRecall: r }: ValidationFigures): number =>
  ap50 + (p + r > 0 ? (2 * p * r) / (p + r) : 0);

const countParameters = ({ step }: TrainingSession): number =>
  step.parameters.reduce((total, { shape }) => total + shape.reduce((product, size) => product * size, 1), 0);

const epochShare = (
  epoch: number,
  stepInEpoch: number,
  stepsAnEpoch: number | null,
  epochs: number,
): number => (epoch + (stepsAnEpoch === null ? 0 : Math.min(1, stepInEpoch / stepsAnEpoch))) / epochs;

const secondsLeft = (spent: number, planned: number): number | null =>
  planned > 0.002 ? (spent * (1 - planned)) / planned : null;

async function* batches(
  tiles: AsyncGenerator<TrainingTile>,
  size: number,
): AsyncGenerator<readonly TrainingTile[]> {
  let batch: TrainingTile[] = [];
  for await (const tile of tiles) {
    batch.push(tile);
    if (batch.length === size) {
      yield batch;
      batch = [];
    }
  }
}

function fillBatch(session: TrainingSession, batch: readonly TrainingTile[]): void {
  const images = session.batchArray('images');
  batch.forEach(({ planes, targets }, index) => {
    images.set(planes, index * planes.length);
    for (const name of TARGET_NAMES)
      session.batchArray(name).set(targets[name], index * targets[name].length);
  });
}

const describe = (run: Run) => ({
  id: 'trained',
  title: 'Trained lesion detector',
  task: 'lesion-detector' as const,
  shape: run.recipe.shape,
  longSide: VALIDATION_LONG_SIDE,
});

const validateWeights = (run: Run): Promise<ValidationFigures> =>
  validate(
    run.photos.valid,
    run.recipe.validationPhotos,
    {
      description: {
        ...describe(run),
        format: 1,
        threshold: 0,
        weightsSha256: '',
        trainedAt: '',
        training: {},
      },
      weights: run.session.weights(),
    },
    run.options.threads,
  );

async function saveModel(run: Run, validation: ValidationFigures, seconds: number): Promise<string> {
  const folder = modelFolder(run.options);
  await writeModelFolder(
    folder,
    {
      ...describe(run),
      threshold: validation.threshold,
      trainedAt: new Date().toISOString(),
      training: {
        recipe: run.recipe.id,
        seed: run.seed,
        steps: run.session.steps,
        seconds: Math.round(seconds),
        datasets: run.options.datasets.map(({ name, photos }) => ({ name, photos: photos.length })),
        lossNames: run.session.step.losses,
        targets: TARGET_CHANNELS,
        validation,
      },
    },
    run.session.weights(),
  );
  return folder;
}

const diverged = (step: number) =>
  new MaculeError({
    kind: 'engine-failed',
    message: `Training diverged at step ${step}: the loss is no longer a number.`,
    advice: 'Resume from the last checkpoint, or train with another seed.',
    retryable: true,
  });
