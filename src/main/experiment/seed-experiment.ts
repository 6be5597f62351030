import { basename } from 'node:path';
import { MODEL_OF, type ExperimentModel } from '../../shared/experiment/models';
import type { ExperimentReport } from '../../shared/experiment/report';
import type { TrainingEvent } from '../../shared/training/events';
import { openDatasets } from '../datasets/open-dataset';
import { trainModel, type TrainingSurroundings } from '../engine/jobs/train';
import { dataFingerprint, fileContents } from '../engine/training/data-fingerprint';
import { familyOf } from '../engine/training/model-families';
import { splitPhotos } from '../engine/training/split-photos';
import { tellStages } from '../engine/training/tell-stages';
import { unlessCancelled } from '../engine/training/told';
import { describeData, presenceBaseline } from './experiment-data';
import { ExperimentFolder } from './experiment-folder';
import type { ExperimentOrder } from './experiment-order';
import { heldOutPhotos } from './measure/held-out';
import { measureDetection } from './measure/measure-detection';
import { measurePresence } from './measure/measure-presence';
import type { MeasureSurroundings } from './measure/measure-surroundings';
import { runExperiment, type ExperimentEvent, type Measurement, type Measuring } from './run-experiment';

export interface ExperimentSurroundings extends TrainingSurroundings, MeasureSurroundings {
  readonly signal: AbortSignal;
  readonly machine: ExperimentReport['machine'];
}

/**
 * Runs the seed study's experiments on a dataset: trains each model, measures it on the test photos and writes
 * `report.json` and `report.html`. It can be killed at any moment and resumed.
 * @throws MaculeError `invalid-input`, `not-found`, `no-space`, `unreadable-file`, `cancelled`.
 */
export async function* seedExperiment(
  order: ExperimentOrder,
  surroundings: ExperimentSurroundings,
): AsyncGenerator<ExperimentEvent> {
  const { clock, now, signal } = surroundings;
  await ExperimentFolder.refuseOverwriting(order);
  const datasets = await openDatasets(order.dataFolder, { presence: true });
  surroundings.onDatasets?.(datasets);
  // Refuses data that no model could be trained on, before anything is written.
  splitPhotos(datasets);
  const contents = yield* asEvents(tellStages(unlessCancelled(fileContents(datasets), signal), clock));
  const fingerprint = dataFingerprint(datasets, contents);
  const folder = await ExperimentFolder.open(order, fingerprint, now());
  const held = heldOutPhotos(datasets);
  // Labels are told once, not for each model.
  const { onDatasets: _, ...training } = surroundings;
  yield* runExperiment(folder, order, {
    train: (one) => trainModel(one, training),
    measure: (model, modelFolder) => measure(model, modelFolder, folder.runOf(model)),
    about: {
      data: describeData(basename(order.dataFolder), datasets, held, fingerprint),
      baseline: presenceBaseline(datasets, held),
      machine: surroundings.machine,
      versions: { ...surroundings.versions },
    },
    ...{ clock, now },
  });

  function measure(
    model: ExperimentModel,
    modelFolder: string,
    runFolder: string,
  ): AsyncGenerator<Measuring, Measurement> {
    const { experiment, trains } = MODEL_OF[model];
    return experiment === 'I'
      ? measurePresence(modelFolder, held, surroundings)
      : measureDetection(familyOf(trains), modelFolder, runFolder, held, surroundings);
  }
}

async function* asEvents<T>(work: AsyncGenerator<TrainingEvent, T>): AsyncGenerator<ExperimentEvent, T> {
  for (;;) {
    const step = await work.next();
    if (step.done) return step.value;
    yield { model: null, event: step.value };
  }
}
