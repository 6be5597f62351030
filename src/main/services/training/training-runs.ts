import { toFailure } from '../../../shared/errors';
import type { RunOrder } from '../../../shared/ipc/training';
import type { RunCourse } from '../../../shared/training/course';
import type { TrainingEvent } from '../../../shared/training/events';
import type { TrainingOrder } from '../../../shared/training/recipe';
import type { RunSummary } from '../../../shared/training/run-summary';
import type { WritableDatabase } from '../../data/database';
import * as stored from '../../data/repositories/training-runs';
import type { KeptCourse, StoredRun } from '../../data/repositories/training-runs';
import type { RunningTraining, TrainingEnd } from '../../engine-client/training-process';
import { orLog } from '../or-log';
import { ActiveRun } from './active-run';
import { courseForPage, forPage } from './hide-paths';
import { changeAtEnd, changeAtEvent, runGone, wrongState } from './run-changes';
import type { RunFolders } from './run-folders';
import { folderNamesOf, summariseRun } from './summarise-run';

export interface RunListener {
  onEvent(event: TrainingEvent): void;
  onEnd(end: TrainingEnd): void;
}

export interface TrainingRunsOptions {
  readonly database: WritableDatabase;
  readonly folders: RunFolders;
  /** Starts the process of one run. */
  readonly start: (order: TrainingOrder, listener: RunListener) => RunningTraining;
  /**
   * Asked before a run begins or goes on, which may be long after somebody wanted it.
   * @throws MaculeError where it may not any more.
   */
  readonly refuse: (runId: string) => void;
  readonly newId: () => string;
  readonly now: () => Date;
  /** The list differs: another run, or another state. */
  readonly onChange: () => void;
  readonly onProgress: (run: RunSummary, first: number, events: readonly TrainingEvent[]) => void;
  readonly log: (line: string) => void;
  /** Shortest time between two tellings of one run, milliseconds. */
  readonly tellEveryMs?: number;
}

const TELL_EVERY_MS = 250;

/**
 * The training runs: one goes on at a time, the others wait their turn. They live in the database and in their
 * folders, so no window has to stay open for them.
 */
export class TrainingRuns {
  private queue: readonly string[] = [];
  private active: ActiveRun | null = null;
  private closed = false;
  private waiting: readonly (() => void)[] = [];

  constructor(private readonly options: TrainingRunsOptions) {}

  /**
   * Puts the list in order at the start of the app: what an earlier session left can be resumed, what it removed
   * is deleted.
   */
  async tidy(): Promise<void> {
    const { database, folders } = this.options;
    stored.markInterrupted(database);
    stored.deleteRemovedRuns(database);
    await folders.sweep(stored.listRunFolders(database));
  }

  /** Whether a run goes on or waits. */
  get isBusy(): boolean {
    return this.active !== null || this.queue.length > 0;
  }

  /** Newest first. */
  list(): RunSummary[] {
    return stored.listRuns(this.options.database).map((run) => this.summarise(this.asItStands(run)));
  }

  /** Folders that runs of the list were ordered with, last used first. */
  dataFolders(): readonly string[] {
    const chosen = stored.listRuns(this.options.database).filter(({ order }) => !order.clinic);
    return [...new Set(chosen.map(({ order }) => order.dataFolder))];
  }

  /** @throws MaculeError `not-found`. */
  folderOf(runId: string): string {
    return this.options.folders.pathOf(this.require(runId).folder);
  }

  /** @throws MaculeError `not-found`. */
  nameOf(runId: string): string {
    return this.require(runId).name;
  }

  /** All that a run has told. @throws MaculeError `not-found`. */
  async course(runId: string): Promise<RunCourse> {
    const { folders } = this.options;
    const run = this.require(runId);
    const active = this.activeIf(runId);
    const course = active ? active.courseSoFar : await folders.readCourse(run.folder);
    return courseForPage(course, folderNamesOf(run, folders));
  }

  /** @param dataFolder absolute. */
  order({ name, model, settings, seed, maxMinutes }: RunOrder, dataFolder: string): RunSummary {
    const order = { model, dataFolder, settings, seed, ...(maxMinutes === null ? {} : { maxMinutes }) };
    return this.orderAs(this.options.newId(), name, order);
  }

  /** Like {@link order}, of a run whose folder, named by its id, may hold something already. */
  orderAs(id: string, name: string, order: stored.KeptOrder): RunSummary {
    const { database, now } = this.options;
    stored.insertRun(database, { id, name, order, folder: id, createdAt: now().toISOString() });
    this.enqueue(id);
    return this.summarise(this.require(id));
  }

  /** Stops a run with a checkpoint. @throws MaculeError `invalid-input` where it is not going on. */
  pause(runId: string): void {
    const run = this.require(runId);
    const active = this.activeIf(runId);
    if (!active && !this.queue.includes(runId)) throw wrongState(run, 'paused');
    if (active) active.end('pause');
    else this.leaveQueue(runId, { state: 'paused' });
    this.options.onChange();
  }

  /** Goes on with a run. @throws MaculeError `invalid-input` where there is nothing to go on with. */
  resume(runId: string): void {
    const run = this.require(runId);
    if (!['paused', 'interrupted', 'failed'].includes(run.state)) throw wrongState(run, 'resumed');
    const change = { state: 'queued', failure: null, endedAt: null, reason: null } as const;
    stored.updateRun(this.options.database, runId, change);
    this.enqueue(runId);
  }

  /** Ends a run for good and keeps its best model. @throws MaculeError `invalid-input` where it has ended. */
  stop(runId: string): void {
    const run = this.require(runId);
    const active = this.activeIf(runId);
    if (run.state === 'finished' || run.state === 'stopped') throw wrongState(run, 'stopped');
    if (active) active.end('stop');
    else
      this.leaveQueue(runId, { state: 'stopped', failure: null, endedAt: this.options.now().toISOString() });
    this.options.onChange();
  }

  /** Takes a run out of the list; one that goes on is ended at once. @throws MaculeError `not-found`. */
  remove(runId: string): void {
    const { database, now, onChange } = this.options;
    const { state } = this.require(runId);
    const active = this.activeIf(runId);
    if (active) this.drop(active);
    if (state === 'running' || state === 'queued') this.leaveQueue(runId, { state: 'interrupted' });
    stored.markRunRemoved(database, runId, now().toISOString());
    onChange();
    this.startNext();
  }

  /** @throws MaculeError `not-found` where the run is gone for good. */
  restore(runId: string): void {
    if (!stored.markRunRestored(this.options.database, runId)) throw runGone();
    this.options.onChange();
  }

  /**
   * Ends what goes on, with a checkpoint where the process gets to it in time; the next start finds the runs
   * interrupted.
   * @param limitMs how long to wait for the checkpoint.
   */
  async close(limitMs: number): Promise<void> {
    this.closed = true;
    this.queue = [];
    const { active } = this;
    if (active) {
      active.end('pause');
      let timer: NodeJS.Timeout | undefined;
      const limit = new Promise<void>((resolve) => (timer = setTimeout(resolve, limitMs)));
      await Promise.race([this.idle(), limit]);
      clearTimeout(timer);
      this.drop(active);
    }
    await this.tidy();
  }

  /** Resolves once no run goes on. */
  idle(): Promise<void> {
    if (!this.active) return Promise.resolve();
    return new Promise((resolve) => {
      this.waiting = [...this.waiting, resolve];
    });
  }

  private activeIf(runId: string): ActiveRun | null {
    return this.active?.id === runId ? this.active : null;
  }

  private enqueue(runId: string): void {
    this.queue = [...this.queue, runId];
    this.options.onChange();
    this.startNext();
  }

  private leaveQueue(runId: string, change: Partial<KeptCourse>): void {
    this.queue = this.queue.filter((id) => id !== runId);
    stored.updateRun(this.options.database, runId, change);
  }

  private startNext(): void {
    const [next, ...later] = this.queue;
    if (this.closed || this.active || next === undefined) return;
    this.queue = later;
    const { tellEveryMs = TELL_EVERY_MS } = this.options;
    this.active = new ActiveRun(next, tellEveryMs, (first, events) => this.tell(next, first, events));
    void this.begin(this.active);
  }

  private async begin(active: ActiveRun): Promise<void> {
    const { database, folders, start, refuse, onChange } = this.options;
    try {
      const run = this.require(active.id);
      refuse(run.id);
      stored.updateRun(database, run.id, { state: 'running' });
      onChange();
      const course = await folders.readCourse(run.folder);
      if (this.active !== active) return;
      // What ordered it may not have been written down after all: nobody could see or stop it then.
      this.require(run.id);
      const outFolder = folders.pathOf(run.folder);
      const order = { ...run.order, outFolder, resume: folders.hasCheckpoint(run.folder) };
      active.start(course, () =>
        start(order, {
          onEvent: (event) => this.receive(active, event),
          onEnd: (end) => this.finish(active, changeAtEnd(end, active.endWish, active.courseSoFar)),
        }),
      );
    } catch (thrown) {
      this.finish(active, { state: 'failed', failure: toFailure(thrown) });
    }
  }

  private receive(active: ActiveRun, event: TrainingEvent): void {
    active.add(event);
    const change = changeAtEvent(event, active.courseSoFar);
    if (change) this.keep(active.id, change);
  }

  private finish(active: ActiveRun, change: Partial<KeptCourse>): void {
    const { now, onChange } = this.options;
    // The app closes under it: nobody paused it.
    const state = this.closed && change.state === 'paused' ? 'interrupted' : change.state;
    const endedAt = state === 'paused' ? null : now().toISOString();
    this.keep(active.id, { ...change, ...(state ? { state } : {}), endedAt });
    if (this.active !== active) return;
    active.settle();
    this.release();
    this.orLog(onChange);
    this.startNext();
  }

  /** Writes down what a process told. Its folder is the record; what the row lacks, the next start puts right. */
  private keep(runId: string, change: Partial<KeptCourse>): void {
    this.orLog(() => stored.updateRun(this.options.database, runId, change));
  }

  /** What a process tells comes outside any request: a database that fails then must end neither app nor queue. */
  private orLog(work: () => void): void {
    orLog(this.options.log, 'training: what a run told could not be noted', work);
  }

  /** Ends a run without a checkpoint. */
  private drop(active: ActiveRun): void {
    active.abandon();
    if (this.active === active) this.release();
  }

  private release(): void {
    this.active = null;
    const { waiting } = this;
    this.waiting = [];
    for (const wake of waiting) wake();
  }

  private tell(runId: string, first: number, events: readonly TrainingEvent[]): void {
    const { folders, onProgress } = this.options;
    this.orLog(() => {
      const run = this.require(runId);
      const names = folderNamesOf(run, folders);
      onProgress(
        this.summarise(run),
        first,
        events.map((event) => forPage(event, names)),
      );
    });
  }

  private summarise(run: StoredRun): RunSummary {
    return summariseRun(run, this.activeIf(run.id), this.options.folders);
  }

  private require(runId: string): StoredRun {
    const run = stored.findRun(this.options.database, runId);
    if (run && !run.removed) return this.asItStands(run);
    throw runGone();
  }

  /** A run whose end could not be written down goes on in its row alone: it can be resumed. */
  private asItStands(run: StoredRun): StoredRun {
    const goesOn = this.active?.id === run.id || this.queue.includes(run.id);
    return !goesOn && (run.state === 'running' || run.state === 'queued')
      ? { ...run, state: 'interrupted' }
      : run;
  }
}
