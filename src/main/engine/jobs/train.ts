import { join } from 'node:path';
import { MaculeError } from '../../../shared/errors';
import type { TrainingEvent } from '../../../shared/training/events';
import type { TrainingOrder } from '../../../shared/training/recipe';
import type { RunRecord } from '../../../shared/training/run-record';
import { openDatasets } from '../../datasets/open-dataset';
import type { Dataset } from '../../datasets/dataset';
import { chooseRung } from '../ladder/choose-rung';
import { probeLadder } from '../ladder/probe-ladder';
import { trainsHere, type TrainingRung } from '../ladder/rung';
import { OPTIMISED_FOLDER, OptimisedModels } from '../runtime/optimised-models';
import { BatchTrainer, type TrainedState } from '../training/batch-trainer';
import { dataFingerprint, fileContents } from '../training/data-fingerprint';
import { EventLog } from '../training/event-log';
import { familyOf } from '../training/model-families';
import { programParameters } from '../training/record-step';
import { runEpochs } from '../training/run-epochs';
import { planRun, refuseOtherData, startOf, type RunPlan } from '../training/run-plan';
import { writeRunRecord } from '../training/run-record-file';
import { splitPhotos } from '../training/split-photos';
import { startingState } from '../training/starting-weights';
import { tellStages } from '../training/tell-stages';
import { unlessCancelled } from '../training/told';
import type { Trainer } from '../training/trainer';
import type { TrainingRun, TrainingSurroundings } from '../training/training-run';
import type { ModelFamily, RunSettings, TrainingTask } from '../training/training-task';

export type { TrainingSurroundings } from '../training/training-run';

/** What trains: one rung of the ladder. */
export type TrainingEngine = Pick<TrainingRung, 'id' | 'device' | 'openTrainer'>;

/**
 * Trains a model and tells what happens, step by step. The run folder receives the run's record, all events, a
 * checkpoint every two minutes and at each epoch, and the best model so far as a model folder of its own; the run
 * can be killed at any moment and resumed from there.
 * @throws MaculeError `invalid-input`, `not-found`, `unreadable-file`, `model-unavailable`, `no-space`, `cancelled`
 *   before the first step, and `engine-failed` where a loss is no number.
 */
export async function* trainModel(
  order: TrainingOrder,
  surroundings: TrainingSurroundings,
): AsyncGenerator<TrainingEvent> {
  const { threads, cacheFolder, runProbe } = surroundings;
  const probes = await probeLadder({
    threads,
    tryTensorflow: runProbe !== undefined,
    runProbe: runProbe ?? (() => Promise.reject(new Error('There is no way to start a probe.'))),
    optimised: new OptimisedModels(join(cacheFolder, OPTIMISED_FOLDER)),
  });
  yield* trainOn(chooseRung(probes, order.engine, trainsHere), order, surroundings);
}

/** Like {@link trainModel}, on an engine that was chosen before. */
export async function* trainOn(
  engine: TrainingEngine,
  order: TrainingOrder,
  surroundings: TrainingSurroundings,
): AsyncGenerator<TrainingEvent> {
  const { signal, clock, threads, photoWorker, cacheFolder } = surroundings;
  const family = familyOf(order.model);
  const plan = await planRun(order, family);
  refuseUnknownMetric(plan.settings, family);
  refuseNoStatistics(plan.settings, order);
  const { openData = openDatasets } = surroundings;
  const datasets = await openData(order.dataFolder, {
    presence: family.presence,
    crops: family.crops === true,
  });
  surroundings.onDatasets?.(datasets);
  const photos = splitPhotos(datasets, family.unsuited);
  const contents = yield* tellStages(unlessCancelled(fileContents(datasets), signal), clock);
  const fingerprint = dataFingerprint(datasets, contents);
  refuseOtherData(plan, fingerprint);

  const { settings, seed, maxMinutes, checkpoint } = plan;
  const opening = family.open({
    ...{ model: order.model, settings, seed, photos, threads, photoWorker, cacheFolder },
    fileHash: (file) => contents.get(file)?.sha256 ?? null,
    ...(signal ? { signal } : {}),
  });
  const task = yield* tellStages(unlessCancelled(opening, signal), clock);
  try {
    const fromNothing = settings.without?.includes('pretrained-backbone') === true;
    const pretrained =
      !fromNothing && family.pretrained && join(surroundings.pretrainedFolder, family.pretrained);
    const trainer = await openTrainer(
      engine,
      task,
      plan,
      startOf(order, plan) ?? (pretrained || null),
      clock,
    );
    try {
      const { id, device } = engine;
      const run: TrainingRun = {
        ...{ model: order.model, settings, seed, maxMinutes, outFolder: order.outFolder, datasets, photos },
        ...{ task, trainer, engine: { id, device }, earlier: checkpoint?.progress ?? null, surroundings },
      };
      await writeRunRecord(order.outFolder, recordOf(run, plan, order, fingerprint));
      yield* logged(run);
    } finally {
      await trainer.close();
    }
  } finally {
    await task.close();
  }
}

/** Every event but those of stages is in the folder's log before it is told. */
async function* logged(run: TrainingRun): AsyncGenerator<TrainingEvent> {
  const log = await EventLog.open(run.outFolder, run.earlier?.eventsBytes ?? 0);
  try {
    for await (const event of runEpochs(run, () => log.bytes)) {
      if (event.event !== 'stage') await log.append(event);
      yield event;
    }
  } finally {
    await log.close();
  }
}

function refuseNoStatistics(settings: RunSettings, { startFrom, resume }: TrainingOrder): void {
  if (settings.keepStatistics !== true || startFrom !== undefined || resume) return;
  throw new MaculeError({
    kind: 'invalid-input',
    message: 'There are no statistics to keep: the training starts from no detector.',
    advice: 'Name one to start from, or let the training learn the statistics.',
    retryable: false,
  });
}

async function openTrainer(
  engine: TrainingEngine,
  task: TrainingTask,
  { settings, seed, checkpoint }: RunPlan,
  startFrom: string | null,
  clock: () => number,
): Promise<BatchTrainer> {
  const normLimit = settings.normLimit > 0 ? settings.normLimit : null;
  const { optimizer, averaging } = task;
  const open = (batchSize: number, state: TrainedState | null): Promise<Trainer> =>
    engine.openTrainer(task.program(batchSize), { optimizer, averaging, normLimit, seed, ...state });
  if (checkpoint) {
    const { batchSize, steps } = checkpoint.progress;
    return BatchTrainer.open(open, batchSize, { state: checkpoint.state, stepCount: steps }, clock);
  }
  const start =
    startFrom && (await startingState(startFrom, programParameters(task.program(1)), task.importWeights));
  return BatchTrainer.open(open, settings.batchSize, start || null, clock);
}

const recordOf = (
  { model, settings, seed, maxMinutes, datasets, photos, engine, surroundings }: TrainingRun,
  plan: RunPlan,
  order: TrainingOrder,
  fingerprint: string,
): RunRecord => ({
  format: 1,
  ...{ model, settings, seed, maxMinutes },
  data: {
    folder: order.dataFolder,
    fingerprint,
    datasets: datasets.map(({ name, photos: all }) => ({ name, photos: all.length })),
    trainPhotos: photos.train.length,
    validPhotos: photos.valid.length,
    testPhotos: countTest(datasets),
  },
  startedFrom: startOf(order, plan),
  engine,
  versions: { ...surroundings.versions },
  startedAt: plan.record?.startedAt ?? surroundings.now().toISOString(),
});

const countTest = (datasets: readonly Dataset[]): number =>
  datasets.reduce((sum, { photos }) => sum + photos.filter(({ split }) => split === 'test').length, 0);

/** The loss that is trained goes by the name that steps tell. */
function refuseUnknownMetric({ earlyStopping }: RunSettings, family: ModelFamily): void {
  const metrics = [...family.metrics, 'total'];
  if (!earlyStopping || metrics.includes(earlyStopping.metric)) return;
  throw new MaculeError({
    kind: 'invalid-input',
    message: `Nothing that this model is measured by is called “${earlyStopping.metric}”.`,
    advice: `Choose one of: ${metrics.join(', ')}.`,
    retryable: false,
  });
}
