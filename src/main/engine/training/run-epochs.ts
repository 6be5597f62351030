import { join } from 'node:path';
import { MaculeError } from '../../../shared/errors';
import type { TrainingEvent, ValidationMetrics } from '../../../shared/training/events';
import { RUN_FILES } from '../../../shared/training/run-record';
import { newBatchLog, type BatchLog } from '../input/photo-batches';
import { bestModelFolder, saveBestModel } from './best-model';
import { isPatienceOver, judgeEpoch } from './best-so-far';
import { writeCheckpoint } from './checkpoint';
import { familyOf } from './model-families';
import { meanLosses, NO_LOSSES } from './loss-means';
import { Pace } from './pace';
import { decidingMetric } from './run-plan';
import { RunTime, standingOf, type Standing } from './run-standing';
import { skippedTeller } from './skipped-teller';
import { tellStages } from './tell-stages';
import { smallerBatch, trainEpoch } from './train-epoch';
import type { TrainingRun } from './training-run';

const CHECKPOINT_EVERY_SECONDS = 120;

/**
 * Trains epoch after epoch, whatever the model, until the settings, the time limit or the caller ends it.
 * @param eventsBytes length of the log that holds all events told so far.
 * @throws MaculeError `engine-failed` where a loss is no number; `unreadable-file` where no photo can be read.
 */
export async function* runEpochs(run: TrainingRun, eventsBytes: () => number): AsyncGenerator<TrainingEvent> {
  const { settings, photos, trainer, earlier, outFolder, surroundings } = run;
  const { clock, signal, checkpointEvery = CHECKPOINT_EVERY_SECONDS } = surroundings;
  const stopped = () => signal?.aborted === true;
  const metric = decidingMetric(settings, familyOf(run.model));
  const time = new RunTime(run);
  const log = newBatchLog();
  const pace = new Pace(clock);
  let standing = standingOf(earlier);
  let model = standing.best === null ? null : bestModelFolder(outFolder);
  let lastCheckpoint = clock();

  const checkpoint = async (at: Standing): Promise<TrainingEvent> => {
    const progress = {
      ...at,
      steps: trainer.steps,
      batchSize: trainer.batchSize,
      seconds: time.seconds,
      eventsBytes: eventsBytes(),
    };
    await writeCheckpoint(outFolder, { progress, state: trainer.state() });
    lastCheckpoint = clock();
    return { event: 'checkpoint', step: trainer.steps, file: join(outFolder, RUN_FILES.checkpoint) };
  };
  async function* checkpointIfDue(at: Standing): AsyncGenerator<TrainingEvent, void, void> {
    if (clock() - lastCheckpoint >= checkpointEvery) yield await checkpoint(at);
  }
  const patienceOver = () => isPatienceOver(standing.best, settings.earlyStopping?.patience);
  const tellSkipped = skippedTeller(log);
  const around = { time, pace, log, stopped, tellSkipped, checkpointIfDue };

  yield startEvent(run);
  if (photos.unsuited > 0) yield unsuitedPhotos(run);
  const intended = earlier?.batchSize ?? settings.batchSize;
  if (trainer.batchSize < intended) yield smallerBatch(run, intended);

  while (standing.epoch < settings.epochs && !patienceOver() && !time.isUp && !stopped()) {
    const { standing: reached, complete } = yield* trainEpoch(run, standing, around);
    standing = reached;
    if (stopped()) break;
    if (standing.losses.count === 0) throw nothingReadable(photos.train.length);
    const losses = meanLosses(standing.losses);
    if (complete) standing = { ...standing, epoch: standing.epoch + 1, from: 0, share: 0, losses: NO_LOSSES };
    const metrics = yield* validated(run, log, stopped);
    yield* tellSkipped();
    if (metrics === null) {
      // Not validated, so not done: the epoch's end comes again when the run is resumed.
      standing = reached;
      break;
    }
    const { best, after } = judgeEpoch(standing.best, metric, metrics[metric] ?? losses[metric], complete);
    standing = { ...standing, best: after };
    if (best) model = await saveBestModel(run, standing.epoch, metrics, time.seconds);
    yield {
      ...{ event: 'epoch', epoch: standing.epoch, step: trainer.steps, losses, metrics, best },
      seconds: time.seconds,
    };
    yield await checkpoint(standing);
  }
  if (stopped()) yield await checkpoint(standing);
  const reason = stopped()
    ? 'cancelled'
    : patienceOver()
      ? 'early-stopping'
      : time.isUp && standing.epoch < settings.epochs
        ? 'time'
        : 'finished';
  yield { event: 'done', reason, step: trainer.steps, seconds: time.seconds, model };
}

/** Null where the run was cancelled meanwhile; other failures stay failures. */
async function* validated(
  { task, trainer, surroundings }: TrainingRun,
  log: BatchLog,
  stopped: () => boolean,
): AsyncGenerator<TrainingEvent, ValidationMetrics | null, void> {
  try {
    return yield* tellStages(task.validate(trainer.weights(), log), surroundings.clock);
  } catch (error) {
    if (stopped() && error instanceof MaculeError && error.failure.kind === 'cancelled') return null;
    throw error;
  }
}

const startEvent = ({ model, seed, settings, photos, trainer, engine }: TrainingRun): TrainingEvent => ({
  event: 'start',
  model,
  seed,
  epochs: settings.epochs,
  trainPhotos: photos.train.length,
  validPhotos: photos.valid.length,
  leakedPhotos: photos.leaked,
  parameters: trainer.parameters.reduce(
    (total, { shape }) => total + shape.reduce((product, size) => product * size, 1),
    0,
  ),
  engine,
  resumedAtStep: trainer.steps,
});

const unsuitedPhotos = ({ model, photos, datasets }: TrainingRun): TrainingEvent => ({
  event: 'skipped',
  file: datasets.map(({ name }) => name).join(', '),
  message: `${photos.unsuited} photos are left out: ${familyOf(model).unsuited?.why}`,
});

const nothingReadable = (photos: number): MaculeError =>
  new MaculeError({
    kind: 'unreadable-file',
    message: `None of the ${photos} training photos can be read.`,
    advice: 'Check that the pictures lie where the labels say and open in another program.',
    retryable: false,
  });
