import type { Inference } from '../../shared/engine/protocol';
import type { AnalysisState } from '../../shared/photo/photo';
import type { WritableDatabase } from '../data/database';
import type { PhotoStore } from '../data/photo-store';
import { storeAnalysis } from '../data/repositories/analyses';
import { storeFace } from '../data/repositories/faces';
import { countAttempt, removePending } from '../data/repositories/pending-analyses';
import type { InferOptions } from '../engine-client/engine-client';
import { lesionsToKeep } from './lesions-to-keep';
import { secondsLeft } from '../../shared/time-left';

/** Lowest score kept with an analysis: the confidence slider moves down to here without a new one. */
export const SCORE_FLOOR = 0.05;

export interface AnalyseDependencies {
  readonly database: WritableDatabase;
  readonly store: PhotoStore;
  readonly infer: (file: string, options: InferOptions) => Promise<Inference>;
  readonly newId: () => string;
  readonly now: () => Date;
  readonly appVersion: string;
}

export interface AnalyseOptions {
  readonly signal: AbortSignal;
  /** The photo whose turn comes next, if any. */
  readonly next: string | null;
  readonly onProgress: (state: Extract<AnalysisState, { readonly state: 'running' }>) => void;
}

/**
 * Analyses one stored photo and stores the lesions, all of them in one transaction.
 * @throws MaculeError as the engine client does, `database`, `no-space`.
 */
export async function analysePhoto(
  photoId: string,
  dependencies: AnalyseDependencies,
  { signal, next, onProgress }: AnalyseOptions,
): Promise<void> {
  const { database, store, infer, newId, now, appVersion } = dependencies;
  let firstTileAt: number | null = null;
  countAttempt(database, photoId);
  const found = await infer(store.pathOf(photoId, 'full'), {
    minScore: SCORE_FLOOR,
    signal,
    ...(next === null ? {} : { next: store.pathOf(next, 'full') }),
    onProgress: ({ stage, done, total }) => {
      if (stage === 'decode') return onProgress({ state: 'running', fraction: 0, secondsLeft: null });
      firstTileAt ??= now().getTime();
      const fraction = total > 0 ? Math.min(1, done / total) : 0;
      const left = secondsLeft(done, total, now().getTime() - firstTileAt);
      onProgress({ state: 'running', fraction, secondsLeft: left });
    },
  });
  const { model, engine, threshold, ms, scale, face } = found;
  const { lesions, floor } = lesionsToKeep(found.lesions, threshold, SCORE_FLOOR);
  const source = { model, engine, threshold, appVersion, scale };
  database.transaction(() => {
    const finishedAt = now().toISOString();
    storeAnalysis(database, { photoId, source, floor, finishedAt, ms, lesions }, newId);
    if (face !== undefined) storeFace(database, photoId, face);
    removePending(database, photoId);
  });
}
