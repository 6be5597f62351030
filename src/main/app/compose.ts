import { randomUUID } from 'node:crypto';
import { findReferenceLabels } from '../datasets/find-reference-labels';
import type { Connect } from '../../shared/engine/protocol';
import { EngineClient } from '../engine-client/engine-client';
import type { StartEngine } from '../engine-client/engine-process';
import type { StartProbe } from '../engine-client/running-probe';
import { readSettings } from '../data/repositories/settings';
import type { SendEvent } from '../ipc/event-sender';
import { AnalysisQueue } from '../services/analysis-queue';
import { PhotoImports } from '../services/photo-imports';
import { summarizeThose } from '../services/photo-summaries';
import type { AppData } from './open-data';

export interface ComposeOptions extends AppData {
  readonly connect: Omit<Connect, 'prefer' | 'afterCrash'>;
  readonly startEngine: StartEngine;
  readonly startProbe: StartProbe;
  readonly send: SendEvent;
  readonly appVersion: string;
  readonly log: (line: string) => void;
}

/** The parts of main that live as long as the app, tied together. */
export interface Macule extends AppData {
  readonly engine: EngineClient;
  readonly analyses: AnalysisQueue;
  readonly imports: PhotoImports;
}

/** Ties engine, analyses and imports together. Nothing is started yet. */
export function compose(options: ComposeOptions): Macule {
  const { database, store, connect, startEngine, startProbe, send, appVersion, log } = options;
  const newId = (): string => randomUUID();
  const now = (): Date => new Date();
  const engine = new EngineClient({
    connect: { ...connect, prefer: readSettings(database).engine },
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
    onChange: (photoId, analysis) => send('analysis:changed', { photoId, analysis }),
  });
  const imports = new PhotoImports({
    dependencies: { database, store, findReferenceLabels, newId, now },
    summarize: (photoIds) => summarizeThose(database, photoIds, analyses.courseOf),
    onProgress: (progress) => send('photos:import-progress', progress),
    onImported: (photoId) => {
      send('photos:changed', {});
      analyses.run(photoId);
    },
  });
  return { database, store, engine, analyses, imports };
}
