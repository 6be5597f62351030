import { toFailure, type Failure } from '../../shared/errors';
import type { EngineStatus } from '../../shared/engine/status';
import type { AnalysisState } from '../../shared/photo/photo';
import { summarizeAnalysis } from '../data/repositories/analyses';
import {
  addPending,
  listPending,
  removePending,
  uncountAttempt,
} from '../data/repositories/pending-analyses';
import { engineDown } from '../engine-client/engine-failures';
import { analysePhoto, type AnalyseDependencies } from './analyse-photo';
import { orLog } from './or-log';
import { analysisStateOf } from './photo-summaries';

export interface AnalysisQueueOptions extends AnalyseDependencies {
  readonly onChange: (photoId: string, analysis: AnalysisState) => void;
  readonly log: (line: string) => void;
}

/** An analysis that ended the engine, or the app, this often is not begun again by itself. */
const MAX_ATTEMPTS = 2;

const interruptedTwice: Failure = {
  kind: 'engine-failed',
  message: 'The analysis of this photo was interrupted more than once.',
  advice: 'Run the analysis again; if it stops again, tell the maker of Macule.',
  retryable: true,
};

/**
 * The photos that wait for an analysis; one is analysed at a time, in the order they came, an opened one before the
 * rest. What waits is in the database too, so a quit or a crash loses nothing.
 */
export class AnalysisQueue {
  /** Queued, running and failed photos of this session; every other photo's state is in the database. */
  private readonly courses = new Map<string, AnalysisState>();
  private waiting: readonly string[] = [];
  private readonly attempts = new Map<string, number>();
  /** Opened photos whose analysis may be out of date, until the engine says which model it uses. */
  private readonly unchecked = new Set<string>();
  /** Photos that came back while their analysis was being stopped. */
  private readonly cameBackWhileStopped = new Set<string>();
  private running: { readonly photoId: string; readonly abort: AbortController } | null = null;
  private engine: EngineStatus = { process: 'starting' };
  private closed = false;

  constructor(private readonly options: AnalysisQueueOptions) {}

  /** State of a photo that is queued, running or failed; null for any other. */
  readonly courseOf = (photoId: string): AnalysisState | null => this.courses.get(photoId) ?? null;

  /**
   * Takes up what an earlier session left undone.
   * @param which `untried` leaves out what was begun once and not ended.
   */
  resume(which: 'all' | 'untried' = 'all'): void {
    const most = which === 'all' ? MAX_ATTEMPTS : 1;
    for (const { photoId, attempts } of listPending(this.options.database)) {
      if (attempts >= most) this.fail(photoId, interruptedTwice);
      else this.enqueue(photoId);
    }
  }

  /** Queues a photo; nothing happens where it is queued or running already. */
  run(photoId: string): void {
    const state = this.courses.get(photoId)?.state;
    if (state === 'queued' || state === 'running') return;
    addPending(this.options.database, photoId);
    this.attempts.delete(photoId);
    this.enqueue(photoId);
  }

  /**
   * Sees to the analysis of an opened photo: where it has none by the model in use, or waits for one, its turn is next.
   * One that just failed is left alone.
   */
  ensureCurrent(photoId: string): void {
    this.queueOutdated(photoId);
    if (!this.waiting.includes(photoId)) return;
    this.waiting = [photoId, ...this.waiting.filter((waiting) => waiting !== photoId)];
  }

  /** Sees to a photo that is in the gallery again: its removal took it out of the queue, or stopped its analysis. */
  cameBack(photoId: string): void {
    const isStopping = this.running?.photoId === photoId && this.running.abort.signal.aborted;
    if (isStopping) this.cameBackWhileStopped.add(photoId);
    else if (this.courses.get(photoId)?.state !== 'failed') this.runUnlessAnalysed(photoId);
  }

  /** Takes a photo out of the queue, or stops its analysis. */
  cancel(photoId: string): void {
    this.cameBackWhileStopped.delete(photoId);
    if (this.running?.photoId === photoId) this.running.abort.abort();
    else if (this.waiting.includes(photoId)) this.drop(photoId);
  }

  /**
   * Follows the engine: photos wait while it starts, fail while it is down, and those that failed because it
   * ended are queued again when it is back, unless they seem to be what ends it.
   */
  engineChanged(status: EngineStatus): void {
    this.engine = status;
    if (status.process === 'ready') {
      const unchecked = [...this.unchecked];
      this.unchecked.clear();
      for (const photoId of unchecked) this.queueOutdated(photoId);
      for (const [photoId, course] of [...this.courses]) {
        const engineEnded = course.state === 'failed' && course.failure.kind === 'engine-stopped';
        if (engineEnded && (this.attempts.get(photoId) ?? 0) < MAX_ATTEMPTS) this.enqueue(photoId);
      }
    }
    this.next();
  }

  /** Stops for good; what waits or runs stays in the database for the next start. */
  close(): void {
    this.closed = true;
    this.waiting = [];
    if (!this.running) return;
    const { photoId, abort } = this.running;
    // Quitting is no sign that the photo ends the engine.
    this.orLog(() => uncountAttempt(this.options.database, photoId));
    abort.abort();
  }

  private runUnlessAnalysed(photoId: string): void {
    this.orFail(photoId, () => {
      if (summarizeAnalysis(this.options.database, photoId) === null) this.run(photoId);
    });
  }

  /** Queues a photo that has no analysis by the model in use. */
  private queueOutdated(photoId: string): void {
    if (this.courses.has(photoId)) return;
    this.orFail(photoId, () => {
      const newest = summarizeAnalysis(this.options.database, photoId);
      if (newest === null) this.run(photoId);
      else if (this.engine.process !== 'ready') this.unchecked.add(photoId);
      else if (newest.modelSha256 !== this.engine.model.sha256) this.run(photoId);
    });
  }

  /** Where the database fails, so has the photo's analysis. */
  private orFail(photoId: string, work: () => void): void {
    try {
      work();
    } catch (thrown) {
      this.failBy(photoId, thrown);
    }
  }

  private enqueue(photoId: string): void {
    this.waiting = [...this.waiting, photoId];
    this.change(photoId, { state: 'queued' });
    this.next();
  }

  private next(): void {
    if (this.running || this.closed) return;
    if (this.engine.process === 'stopped') return this.failWaiting(engineDown(this.engine.reason));
    const [photoId, ...rest] = this.waiting;
    if (photoId === undefined || this.engine.process !== 'ready') return;
    this.waiting = rest;
    const abort = new AbortController();
    this.running = { photoId, abort };
    void this.analyse(photoId, abort.signal).finally(() => {
      this.running = null;
      if (this.cameBackWhileStopped.delete(photoId) && !this.closed) this.runUnlessAnalysed(photoId);
      this.next();
    });
  }

  private failWaiting(failure: Failure): void {
    const { waiting } = this;
    this.waiting = [];
    for (const photoId of waiting) this.fail(photoId, failure);
  }

  private async analyse(photoId: string, signal: AbortSignal): Promise<void> {
    this.change(photoId, { state: 'running', fraction: 0, secondsLeft: null });
    this.attempts.set(photoId, (this.attempts.get(photoId) ?? 0) + 1);
    try {
      await analysePhoto(photoId, this.options, {
        signal,
        next: this.waiting[0] ?? null,
        onProgress: (state) => this.change(photoId, state),
      });
      this.settle(photoId);
    } catch (thrown) {
      if (this.closed) return;
      this.failBy(photoId, thrown);
    }
  }

  private failBy(photoId: string, thrown: unknown): void {
    const failure = toFailure(thrown);
    if (failure.kind === 'internal') this.options.log(`an analysis failed: ${String(thrown)}`);
    if (failure.kind === 'cancelled') this.drop(photoId);
    else this.fail(photoId, failure);
  }

  private settle(photoId: string): void {
    this.courses.delete(photoId);
    this.attempts.delete(photoId);
    // An analysis that is stored has not failed, whatever happens to those who are told.
    this.orLog(() =>
      this.options.onChange(photoId, analysisStateOf(this.options.database, photoId, this.courseOf)),
    );
  }

  private drop(photoId: string): void {
    this.waiting = this.waiting.filter((waiting) => waiting !== photoId);
    this.settle(photoId);
    this.forget(photoId);
  }

  private fail(photoId: string, failure: Failure): void {
    this.change(photoId, { state: 'failed', failure });
    // A photo that the engine left behind stays noted as pending: the next start tries it again.
    if (failure.kind !== 'engine-stopped') this.forget(photoId);
  }

  /** Where the database fails, as it may have failed the analysis, the photo stays noted for the next start. */
  private forget(photoId: string): void {
    this.orLog(() => removePending(this.options.database, photoId));
  }

  private orLog(work: () => void): void {
    orLog(this.options.log, 'the end of an analysis could not be noted', work);
  }

  private change(photoId: string, state: AnalysisState): void {
    this.courses.set(photoId, state);
    this.options.onChange(photoId, state);
  }
}
