import { join } from 'node:path';
import { MaculeError } from '../../../shared/errors';
import { loadPixels } from '../../imaging/load-pixels';
import { processorName } from '../ladder/processor';
import { cosineRate } from '../ml/training/schedule';
import type { TrainingSession } from '../runtime/training-session';
import { bestModelFolder, modelScore, saveBestModel, validateRun } from './best-model';
import { CHECKPOINT_FILE, writeCheckpoint, type RunProgress } from './checkpoint';
import type { TrainingEvent } from './events';
import { TARGET_NAMES } from './lesion-detector-program';
import { paintLesions } from './paint-lesions';
import { epochTiles, type TileSource, type TrainingTile } from './tile-source';
import type { TrainingRun } from './training-run';

const REPORT_EVERY_SECONDS = 5;
const CHECKPOINT_EVERY_SECONDS = 120;

/** Trains epoch after epoch until the recipe, the time limit or the caller ends it. */
export async function* runEpochs(run: TrainingRun): AsyncGenerator<TrainingEvent> {
  const { options, recipe, photos, session, seed, earlier } = run;
  const clock = options.clock ?? (() => performance.now() / 1000);
  const opened = clock();
  const seconds = () => (earlier?.seconds ?? 0) + clock() - opened;
  const limit = options.maxMinutes === undefined ? null : options.maxMinutes * 60;
  const source: TileSource = { photos: photos.train, recipe, seed, load: loadPixels, paint: paintLesions };
  let best = earlier?.bestScore ?? null;
  let savedModel: string | null = earlier?.bestScore == null ? null : bestModelFolder(options.outFolder);
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
    const validation = await validateRun(run);
    const isBest = best === null || modelScore(validation) > best;
    if (isBest) {
      best = modelScore(validation);
      savedModel = await saveBestModel(run, validation, seconds());
    }
    yield { event: 'epoch', epoch, step: session.steps, validation, best: isBest };
    yield await checkpoint();
  }
  if (stopped()) yield await checkpoint();
  const reason = stopped() ? 'cancelled' : timeUp() ? 'time' : 'finished';
  yield { event: 'done', reason, step: session.steps, seconds: seconds(), model: savedModel };
}

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

const diverged = (step: number) =>
  new MaculeError({
    kind: 'engine-failed',
    message: `Training diverged at step ${step}: the loss is no longer a number.`,
    advice: 'Resume from the last checkpoint, or train with another seed.',
    retryable: true,
  });
