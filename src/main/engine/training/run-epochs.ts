import { join } from 'node:path';
import { MaculeError, type Failure } from '../../../shared/errors';
import { loadPixels } from '../../imaging/load-pixels';
import { cosineRate } from '../ml/training/schedule';
import { bestModelFolder, modelScore, saveBestModel, validateRun } from './best-model';
import { CHECKPOINT_FILE, writeCheckpoint, type RunProgress } from './checkpoint';
import type { TrainingEvent } from './events';
import { paintLesions } from './paint-lesions';
import { epochTiles, type TileLog, type TileSource, type TrainingTile } from './tile-source';
import type { TileTrainer } from './tile-trainer';
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
  const log: TileLog = { photos: 0, tiles: 0, unreadable: [] };
  let told = 0;
  const source: TileSource = {
    photos: photos.train,
    recipe,
    seed,
    load: loadPixels,
    paint: paintLesions,
    log,
  };
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
    ...(session.batchSize === recipe.batchSize ? {} : { batchSize: session.batchSize }),
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
    engine: run.engine,
    resumedAtStep: session.steps,
  };
  const intended = earlier?.batchSize ?? recipe.batchSize;
  if (session.batchSize < intended) yield smallerBatch(session, intended);

  const timeUp = () => limit !== null && seconds() >= limit;
  const stopped = () => options.signal?.aborted === true;
  // Rounds of one full batch; known after the first epoch.
  const earlierRounds = (session.steps * session.batchSize) / recipe.batchSize;
  let roundsAnEpoch: number | null = epoch > 0 ? Math.ceil(earlierRounds / epoch) : null;
  while (epoch < recipe.epochs && !timeUp() && !stopped()) {
    let rounds = 0;
    let complete = true;
    for await (const batch of batches(epochTiles(source, epoch), recipe.batchSize)) {
      const share = epochShare(epoch, rounds, roundsAnEpoch, recipe.epochs);
      const planned = limit === null ? share : Math.max(share, seconds() / limit);
      const learningRate = cosineRate(planned, recipe.learningRate);
      const roundStarted = clock();
      const { losses, shrunkFrom } = await session.train(batch, learningRate);
      rounds += 1;
      if (shrunkFrom !== null) yield smallerBatch(session, shrunkFrom);
      if (!Number.isFinite(losses['total'])) throw diverged(session.steps);
      if (clock() - lastReport >= REPORT_EVERY_SECONDS) {
        lastReport = clock();
        const tilesPerSecond = recipe.batchSize / (clock() - roundStarted);
        yield {
          event: 'step',
          epoch,
          step: session.steps,
          losses,
          learningRate,
          tilesPerSecond,
          photosPerSecond: (tilesPerSecond * log.photos) / log.tiles,
          secondsLeft: secondsLeft(seconds(), planned),
        };
      }
      for (; told < log.unreadable.length; told += 1) yield skipped(log.unreadable[told] as Failure);
      if (clock() - lastCheckpoint >= CHECKPOINT_EVERY_SECONDS) yield await checkpoint();
      if (timeUp() || stopped()) {
        complete = false;
        break;
      }
    }
    if (stopped()) break;
    if (complete && rounds === 0) throw nothingReadable(photos.train.length);
    if (complete) {
      roundsAnEpoch = rounds;
      epoch += 1;
    }
    const validation = await unlessCancelled(validateRun(run));
    if (!validation) break;
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

const smallerBatch = (session: TileTrainer, from: number): TrainingEvent => ({
  event: 'smaller-batch',
  step: session.steps,
  from,
  to: session.batchSize,
});

const skipped = ({ file = '', message }: Failure): TrainingEvent => ({ event: 'skipped', file, message });

/** Null where the work was cancelled; other failures stay failures. */
async function unlessCancelled<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof MaculeError && error.failure.kind === 'cancelled') return null;
    throw error;
  }
}

const countParameters = ({ parameters }: TileTrainer): number =>
  parameters.reduce((total, { shape }) => total + shape.reduce((product, size) => product * size, 1), 0);

const epochShare = (epoch: number, round: number, roundsAnEpoch: number | null, epochs: number): number =>
  (epoch + (roundsAnEpoch === null ? 0 : Math.min(1, round / roundsAnEpoch))) / epochs;

const secondsLeft = (spent: number, planned: number): number | null =>
  planned > 0.002 ? (spent * (1 - planned)) / planned : null;

/** Full batches; a rest is left out, unless it is all there is: then its tiles are repeated. */
async function* batches(
  tiles: AsyncGenerator<TrainingTile>,
  size: number,
): AsyncGenerator<readonly TrainingTile[]> {
  let batch: TrainingTile[] = [];
  let full = 0;
  for await (const tile of tiles) {
    batch.push(tile);
    if (batch.length === size) {
      yield batch;
      full += 1;
      batch = [];
    }
  }
  if (full === 0 && batch.length > 0) {
    yield Array.from({ length: size }, (_, index) => batch[index % batch.length] as TrainingTile);
  }
}

const diverged = (step: number) =>
  new MaculeError({
    kind: 'engine-failed',
    message: `Training diverged at step ${step}: the loss is no longer a number.`,
    advice: 'Resume from the last checkpoint, or train with another seed.',
    retryable: true,
  });

const nothingReadable = (photos: number) =>
  new MaculeError({
    kind: 'unreadable-file',
    message: `None of the ${photos} training photos can be read.`,
    advice: 'Check that the pictures lie where the labels say and open in another program.',
    retryable: false,
  });
