import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { RunSummary } from '../../shared/training/run-summary';
import type { Connect } from '../../shared/engine/protocol';
import { backboneFolder } from '../backbones/places';
import type { Fetch } from '../backbones/download-file';
import { EngineClient } from '../engine-client/engine-client';
import type { StartEngine } from '../engine-client/engine-process';
import type { StartProbe } from '../engine-client/running-probe';
import { TrainingProcess, type StartTraining } from '../engine-client/training-process';
import { readSettings } from '../data/repositories/settings';
import type { SendEvent } from '../ipc/event-sender';
import { sendPhotosChanged } from '../ipc/photos';
import { INSPECTION_LIMITS } from '../reader-client/reader-limits';
import { PhotoReader, type StartReader } from '../reader-client/photo-reader';
import { AnalysisQueue } from '../services/analysis-queue';
import { BackboneShelf } from '../services/backbone-shelf';
import { Backbones } from '../services/backbones';
import { ClinicModels } from '../services/models/clinic-models';
import { ModelExchange } from '../services/models/model-exchange';
import { PhotoImports } from '../services/photo-imports';
import { summarizeThose } from '../services/photo-summaries';
import { ModelDifferences } from '../services/retraining/model-differences';
import { Retraining } from '../services/retraining/retraining';
import { RunFolders } from '../services/training/run-folders';
import { TrainingRuns } from '../services/training/training-runs';
import type { Library } from '../data/library';
import type { SigningKey } from '../vault/signing-key';

export interface ComposeOptions extends Library {
  readonly connect: Omit<Connect, 'prefer' | 'afterCrash' | 'model'>;
  readonly startEngine: StartEngine;
  readonly startProbe: StartProbe;
  readonly startTraining: StartTraining;
  readonly startReader: StartReader;
  /** Folder of the clinic's own models, absolute. */
  readonly clinicModelsFolder: string;
  /** By which exported models are signed. */
  readonly signingKey: SigningKey;
  /** Folder of the folders of training runs, absolute. */
  readonly trainingFolder: string;
  /** Path of the built photo worker. */
  readonly photoWorker: string;
  /** What a training run's record names. */
  readonly versions: Readonly<Record<string, string>>;
  /** The one way to a network; only fetching a backbone uses it. */
  readonly fetch: Fetch;
  readonly send: SendEvent;
  /** Like `send`, for what is worth nothing later. */
  readonly sendIfHeard: SendEvent;
  /** The lesions of a photo were found and stored. */
  readonly onAnalysed: (photoId: string) => void;
  /** A training run has begun, or ended, or was changed. */
  readonly onTrainingChange: () => void;
  /** A training run has told how far it is, four times a second at most. */
  readonly onTrainingProgress: (run: RunSummary) => void;
  readonly appVersion: string;
  readonly log: (line: string) => void;
}

/** The parts of main that live as long as the app, tied together. */
export interface Macule extends Library {
  readonly engine: EngineClient;
  readonly analyses: AnalysisQueue;
  readonly imports: PhotoImports;
  /** Reads the labels of training folders. */
  readonly labelReader: PhotoReader;
  readonly training: TrainingRuns;
  readonly retraining: Retraining;
  readonly differences: ModelDifferences;
  readonly models: ClinicModels;
  readonly exchange: ModelExchange;
  readonly backbones: BackboneShelf;
}

/** Ties engine, analyses, imports and training together. Nothing is started yet. */
export function compose(options: ComposeOptions): Macule {
  const { database, store, connect, startEngine, startProbe, send, appVersion, log } = options;
  const newId = (): string => randomUUID();
  const now = (): Date => new Date();
  const models: ClinicModels = new ClinicModels({
    ...{ database, now, folder: options.clinicModelsFolder, shippedFolder: connect.modelsFolder },
    openWith: (folder) => engine.openWith(folder),
    check: (folder) => engine.checkModel(folder),
    onChange: () => send('models:changed', {}),
  });
  const exchange = new ModelExchange({
    ...{ database, models, now, newId, appVersion, key: options.signingKey },
  });
  const own = models.inUseFolder();
  const engine: EngineClient = new EngineClient({
    connect: { ...connect, prefer: readSettings(database).engine, ...(own === null ? {} : { model: own }) },
    startEngine,
    startProbe,
    log,
    now: () => performance.now(),
    onStatus: (status) => {
      send('engine:changed', status);
      analyses.engineChanged(status);
    },
  });
  const analyses = new AnalysisQueue({
    database,
    store,
    newId,
    now,
    appVersion,
    log,
    infer: (file, inferOptions) => engine.infer(file, inferOptions),
    onChange: (photoId, analysis) => {
      send('analysis:changed', { photoId, analysis });
      if (analysis.state === 'done') options.onAnalysed(photoId);
    },
  });
  const reader = new PhotoReader({ start: options.startReader, log });
  const labelReader = new PhotoReader({ start: options.startReader, log, limits: INSPECTION_LIMITS });
  const imports = new PhotoImports({
    dependencies: { database, store, readPhoto: (file, read) => reader.read(file, read), newId, now },
    summarize: (photoIds) => summarizeThose(database, photoIds, analyses.courseOf),
    onProgress: (progress) => send('photos:import-progress', progress),
    onImported: (photoId) => {
      // What was imported again may have been in a record before it was removed.
      sendPhotosChanged(send, database, [photoId]);
      analyses.run(photoId);
    },
  });
  const training = composeTraining(options, newId, now, (runId) => retraining.refuseWithdrawn(runId));
  const retraining: Retraining = new Retraining({
    ...{ database, store, newId, now, appVersion, runs: training },
    modelInUse: () => models.inUse(),
    runFolder: (runId) => join(options.trainingFolder, runId),
  });
  const differences = new ModelDifferences({
    ...{ database, store, runs: training },
    infer: (file, inferOptions) => engine.infer(file, inferOptions),
    modelFolder: (id) => models.pathOf(id),
  });
  const backbones = composeBackbones(options, engine);
  return {
    ...{ database, store, engine, analyses, imports, labelReader, training, retraining, models },
    ...{ differences, exchange, backbones },
  };
}

function composeTraining(
  options: ComposeOptions,
  newId: () => string,
  now: () => Date,
  refuse: (runId: string) => void,
): TrainingRuns {
  const { database, connect, startTraining, startProbe, trainingFolder, photoWorker, versions } = options;
  const { send, sendIfHeard, onTrainingChange, onTrainingProgress, log } = options;
  const { cacheFolder, modelsFolder, threads, pictureKeys } = connect;
  const pretrainedFolder = join(modelsFolder, '..', 'pretrained');
  return new TrainingRuns({
    database,
    folders: new RunFolders(trainingFolder),
    ...{ refuse, newId, now, log },
    start: (order, listener) =>
      new TrainingProcess(
        { kind: 'train', order, cacheFolder, pretrainedFolder, pictureKeys, threads, photoWorker, versions },
        { ...listener, start: startTraining, startProbe, log },
      ),
    onChange: () => {
      send('training:changed', {});
      onTrainingChange();
    },
    onProgress: (run, first, events) => {
      sendIfHeard('training:progress', { run, first, events: [...events] });
      onTrainingProgress(run);
    },
  });
}

function composeBackbones(
  { connect, fetch, send, sendIfHeard }: ComposeOptions,
  engine: EngineClient,
): BackboneShelf {
  return new BackboneShelf({
    backbones: new Backbones({ folder: backboneFolder(connect.cacheFolder), engine, fetch }),
    onChange: () => send('backbones:changed', {}),
    onProgress: (id, done, total) => sendIfHeard('backbones:progress', { id, done, total }),
  });
}
