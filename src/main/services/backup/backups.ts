import { basename, dirname } from 'node:path';
import { z } from 'zod';
import { MaculeError, toFailure, type Failure } from '../../../shared/errors';
import type { BackupState } from '../../../shared/ipc/backup';
import { secondsLeft } from '../../../shared/time-left';
import type { BackupNews } from '../../data/backup/process';
import { readJsonRecord, writeJsonRecord } from '../../updates/json-record';

/** Name inside the data folder. */
export const BACKUP_PLAN_FILE = 'backup-plan.json';

const planSchema = z.object({
  /** Of the backup, absolute; null before one was chosen. */
  file: z.string().nullable(),
  lastAt: z.string().nullable(),
  everyDays: z.number().int().positive().nullable(),
});
type Plan = z.infer<typeof planSchema>;
/** A day is what a clinic can afford to lose. */
const NO_PLAN: Plan = { file: null, lastAt: null, everyDays: 1 };
const DAY_MS = 24 * 60 * 60 * 1000;

/** A backup that is being made. */
export interface RunningBackup {
  stop(): void;
}

export interface BackupsOptions {
  readonly planFile: string;
  readonly now: () => number;
  /** Whether the library has a passphrase, without which there are no backups. */
  readonly isProtected: () => boolean;
  readonly folderIsThere: (folder: string) => boolean;
  /** Starts making one; `onNews` hears of its end exactly once. */
  readonly start: (file: string, onNews: (news: BackupNews) => void) => RunningBackup;
  readonly onChange: (state: BackupState) => void;
  /** One has ended by itself, well or not. */
  readonly onEnd: (well: boolean) => void;
}

/** The clinic's backup: where it lies, when it was made last, and the one that is being made. */
export class Backups {
  private running: (RunningBackup & { readonly since: number }) | null = null;
  private progress = { done: 0, total: 0 };
  private failure: Failure | null = null;

  constructor(private readonly options: BackupsOptions) {}

  get state(): BackupState {
    const { file, lastAt, everyDays } = this.plan();
    const { now, isProtected } = this.options;
    const age = lastAt === null ? Infinity : now() - Date.parse(lastAt);
    return {
      fileName: file === null ? null : basename(file),
      ...{ lastAt, everyDays, failure: this.failure },
      overdue: isProtected() && everyDays !== null && age > everyDays * DAY_MS,
      running: this.running && {
        ...this.progress,
        secondsLeft: secondsLeft(this.progress.done, this.progress.total, now() - this.running.since),
      },
    };
  }

  choose(file: string): void {
    this.change({ file, lastAt: this.plan().file === file ? this.plan().lastAt : null });
  }

  setEvery(days: number | null): void {
    this.change({ everyDays: days });
  }

  /** @throws MaculeError `invalid-input` before a place was chosen, `not-found` where the drive is not there. */
  run(): void {
    const { file } = this.plan();
    if (this.running) return;
    if (file === null) throw noPlace();
    if (!this.options.folderIsThere(dirname(file))) throw driveIsMissing();
    this.failure = null;
    this.progress = { done: 0, total: 0 };
    const since = this.options.now();
    this.running = { since, ...this.options.start(file, (news) => this.hear(news)) };
    this.tell();
  }

  /** Makes one where it is time for it and its drive is there. */
  runIfDue(): void {
    const { file } = this.plan();
    if (file === null || this.running || !this.state.overdue) return;
    if (this.options.folderIsThere(dirname(file))) this.run();
    else this.tell();
  }

  cancel(): void {
    const { running } = this;
    this.running = null;
    running?.stop();
    this.tell();
  }

  private hear(news: BackupNews): void {
    if (!this.running) return;
    if (news.kind === 'progress') {
      this.progress = { done: news.done, total: news.total };
      return this.tell();
    }
    this.running = null;
    this.options.onEnd(news.kind === 'done');
    if (news.kind === 'failed') return this.fail(news.failure);
    try {
      this.change({ lastAt: news.report.at });
    } catch (thrown) {
      // The library's own drive may be full while that of the backup is not.
      this.fail(toFailure(thrown));
    }
  }

  private fail(failure: Failure): void {
    this.failure = failure;
    this.tell();
  }

  private plan(): Plan {
    return readJsonRecord(this.options.planFile, planSchema) ?? NO_PLAN;
  }

  private change(part: Partial<Plan>): void {
    writeJsonRecord(this.options.planFile, { ...this.plan(), ...part });
    this.tell();
  }

  private tell(): void {
    this.options.onChange(this.state);
  }
}

const noPlace = (): MaculeError =>
  new MaculeError({
    kind: 'invalid-input',
    message: 'It is not known where the backup is to lie.',
    advice: 'Choose a file on another disk first.',
    retryable: false,
  });

const driveIsMissing = (): MaculeError =>
  new MaculeError({
    kind: 'not-found',
    message: 'The folder of the backup is not there.',
    advice: 'Connect the drive that holds it, or choose another place.',
    retryable: true,
  });
