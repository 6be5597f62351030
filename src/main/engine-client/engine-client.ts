import { z } from 'zod';
import type { BackboneStates, ImportedBackbone } from '../../shared/backbones/backbone-state';
import type { BackboneId } from '../../shared/backbones/catalogue';
import { MaculeError, type Failure } from '../../shared/errors';
import type { Deidentified, DeidentifyJob } from '../../shared/engine/deidentify';
import {
  engineMessageSchema,
  HEARTBEAT_EVERY_MS,
  HEARTBEAT_LIMIT_MS,
  type Connect,
  type EngineMessage,
  type EngineState,
  type Inference,
  type Job,
} from '../../shared/engine/protocol';
import type { EngineId, EngineStatus } from '../../shared/engine/status';
import type { Result } from '../../shared/ipc/result';
import type { Trainable } from '../../shared/training/trainable';
import { engineDown, engineEnded, jobCancelled } from './engine-failures';
import type { EngineProcess, StartEngine } from './engine-process';
import { PendingJobs, type JobProgress, type JobValue } from './pending-jobs';
import { RunningProbes, type StartProbe } from './running-probe';
import { RESTART_POLICY, restartDelay, type RestartPolicy } from './restart-policy';
import { Watchdog, type WatchdogLimits } from './watchdog';

export interface EngineClientOptions {
  readonly connect: Omit<Connect, 'afterCrash'>;
  readonly startEngine: StartEngine;
  readonly startProbe: StartProbe;
  readonly onStatus: (status: EngineStatus) => void;
  /** One line about the engine's life; never about a photo. */
  readonly log: (line: string) => void;
  readonly now: () => number;
  readonly policy?: RestartPolicy;
  /** How long the engine may be silent before it counts as dead. */
  readonly limits?: WatchdogLimits;
}

export interface InferOptions {
  /** Lesions below this score are left out, 0–1. */
  readonly minScore: number;
  /** Folder of another detector than the one in use, absolute. */
  readonly model?: string;
  /** The picture that is likely to come next, read while this one is analysed. */
  readonly next?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: JobProgress) => void;
}

/** One life of the engine process. */
interface Life {
  readonly process: EngineProcess;
  readonly watchdog: Watchdog;
  readonly jobs: PendingJobs;
  /** Processes that the engine has asked for. */
  readonly probes: RunningProbes;
}

const LIMITS: WatchdogLimits = { every: HEARTBEAT_EVERY_MS, start: 90_000, running: HEARTBEAT_LIMIT_MS };

/**
 * Main's side of the engine: starts the process, asks it, watches its heart-beat and starts it again when
 * it ends. A job whose process ended is told `engine-stopped`, which can be retried; nothing waits forever.
 */
export class EngineClient {
  private current: EngineStatus = { process: 'starting' };
  private life: Life | null = null;
  private restart: NodeJS.Timeout | null = null;
  private ends: readonly number[] = [];
  private nextId = 1;
  private waiting: readonly (() => void)[] = [];
  private preferred: EngineId | null;
  private model: string | undefined;

  constructor(private readonly options: EngineClientOptions) {
    this.preferred = options.connect.prefer;
    this.model = options.connect.model;
  }

  get status(): EngineStatus {
    return this.current;
  }

  /** Starts the process, or starts it anew on a person's request, whatever happened before. */
  start(): void {
    this.endLife('it was restarted');
    this.ends = [];
    this.begin({ process: 'starting' });
  }

  /** Starts the process anew with another detector; null = the shipped one. @param folder absolute. */
  openWith(folder: string | null): void {
    this.model = folder ?? undefined;
    this.start();
  }

  /** Ends the process for good, as when the app quits. */
  stop(): void {
    this.endLife('Macule is closing');
    this.setStatus({ process: 'stopped', reason: 'Macule is closing.' });
  }

  /**
   * Finds the lesions of one picture; waits for an engine that is still starting.
   * @throws MaculeError `engine-stopped` (retryable), `cancelled`, or whatever the engine answered.
   */
  async infer(file: string, options: InferOptions): Promise<Inference> {
    const { minScore, model, next, signal, onProgress } = options;
    await this.untilSettled(signal);
    return this.ask(
      {
        kind: 'infer',
        file,
        minScore,
        ...(model === undefined ? {} : { model }),
        ...(next === undefined ? {} : { next }),
      },
      signal,
      onProgress,
    );
  }

  /** Makes pictures of a photo that do not show who it is. Throws as {@link infer}. */
  async deidentify(job: Omit<DeidentifyJob, 'kind'>, signal?: AbortSignal): Promise<Deidentified> {
    await this.untilSettled(signal);
    return this.ask({ kind: 'deidentify', ...job }, signal);
  }

  /** How far each backbone is on this computer. Throws as {@link infer}. */
  async backbones(): Promise<BackboneStates> {
    await this.untilSettled();
    return this.ask({ kind: 'backbones' });
  }

  /** Which models can be trained, and how they are by themselves. Throws as {@link infer}. */
  async trainable(): Promise<readonly Trainable[]> {
    await this.untilSettled();
    return this.ask({ kind: 'trainable' });
  }

  /**
   * Makes sure that a model folder holds a detector whose weights fit its description.
   * @throws MaculeError `model-unavailable` where it does not, else as {@link infer}.
   */
  async checkModel(folder: string): Promise<void> {
    await this.untilSettled();
    await this.ask({ kind: 'check-model', folder });
  }

  /** Reads a backbone's weights from a Keras file; `id` where it is not to be found out. Throws as {@link infer}. */
  async importBackbone(file: string, id?: BackboneId, signal?: AbortSignal): Promise<ImportedBackbone> {
    await this.untilSettled(signal);
    return this.ask({ kind: 'import-backbone', file, ...(id ? { backbone: id } : {}) }, signal);
  }

  /**
   * Uses one engine from the next tile on, without a restart; null = automatic. An engine that is starting takes
   * the choice along.
   */
  async prefer(engine: EngineId | null): Promise<void> {
    this.preferred = engine;
    await this.changeState({ kind: 'prefer', engine });
  }

  /** Compares engines with the processor again, after the next analysis. */
  retest(): Promise<void> {
    return this.changeState({ kind: 'retest' });
  }

  private async changeState(job: Extract<Job, { kind: 'prefer' | 'retest' }>): Promise<void> {
    if (this.current.process !== 'ready') return;
    this.setStatus({ process: 'ready', ...(await this.ask(job)) });
  }

  private async ask<J extends Job>(
    job: J,
    signal?: AbortSignal,
    onProgress?: (progress: JobProgress) => void,
  ): Promise<JobValue<J['kind']>> {
    const life = this.life;
    if (this.current.process !== 'ready' || !life) throw new MaculeError(this.downFailure());
    const id = this.takeId();
    const cancel = (): void => {
      life.process.send({ id: this.takeId(), job: { kind: 'cancel', target: id } });
      life.jobs.fail(id, jobCancelled);
    };
    const answer = life.jobs.add<J['kind']>(id, job.kind, onProgress);
    signal?.addEventListener('abort', cancel, { once: true });
    life.process.send({ id, job });
    return answer.finally(() => signal?.removeEventListener('abort', cancel));
  }

  /** Waits while the engine starts or restarts. */
  private async untilSettled(signal?: AbortSignal): Promise<void> {
    while (this.current.process === 'starting' || this.current.process === 'restarting') {
      if (signal?.aborted) break;
      await new Promise<void>((resolve) => {
        this.waiting = [...this.waiting, resolve];
        signal?.addEventListener('abort', () => resolve(), { once: true });
      });
    }
    if (signal?.aborted) throw new MaculeError(jobCancelled);
  }

  private begin(status: EngineStatus): void {
    this.setStatus(status);
    const connect: Connect = {
      ...withoutModel(this.options.connect),
      ...(this.model === undefined ? {} : { model: this.model }),
      prefer: this.preferred,
      afterCrash: this.ends.length > 0,
    };
    const watchdog = new Watchdog(this.options.limits ?? LIMITS, () =>
      this.abandon(life, 'it stopped answering'),
    );
    const life: Life = {
      jobs: new PendingJobs(),
      probes: new RunningProbes(this.options.startProbe),
      watchdog,
      process: this.options.startEngine(connect, {
        onMessage: (message) => this.receive(life, message),
        onExit: (code) => this.abandon(life, code === null ? 'it was ended' : `it ended with code ${code}`),
      }),
    };
    this.life = life;
  }

  private receive(life: Life, raw: unknown): void {
    if (life !== this.life) return;
    life.watchdog.heard();
    const parsed = engineMessageSchema.safeParse(raw);
    if (parsed.success) this.handle(life, parsed.data);
    else this.options.log(`engine sent a message of an unknown form: ${z.prettifyError(parsed.error)}`);
  }

  private handle(life: Life, message: EngineMessage): void {
    switch (message.kind) {
      case 'heartbeat':
        return;
      case 'ready':
        return this.becomeReady(message.state);
      case 'state':
        if (this.current.process === 'ready') this.setStatus({ process: 'ready', ...message.state });
        return;
      case 'probe':
        void this.probe(life, message);
        return;
      case 'progress':
        return life.jobs.progress(message.id, message);
      case 'reply':
        return life.jobs.reply(message.id, message.result);
    }
  }

  private async probe(
    life: Life,
    { probe, task, limit }: Extract<EngineMessage, { kind: 'probe' }>,
  ): Promise<void> {
    const outcome = await life.probes.run(task, limit);
    if (life !== this.life) return;
    life.process.send({ id: this.takeId(), job: { kind: 'probe-ended', probe, outcome } });
  }

  private becomeReady(state: Result<EngineState>): void {
    if (state.ok) return this.setStatus({ process: 'ready', ...state.value });
    // An engine without a model would fail the same way at every restart: a person has to act.
    const { message, advice } = state.failure;
    this.endLife(message);
    this.setStatus({ process: 'stopped', reason: [message, advice].filter(Boolean).join(' ') });
  }

  /** The process ended, or has to be taken for dead: tells its jobs and arranges what comes next. */
  private abandon(life: Life, why: string): void {
    if (life !== this.life) return;
    this.endLife(why);
    const now = this.options.now();
    const policy = this.options.policy ?? RESTART_POLICY;
    this.ends = [...this.ends.filter((end) => now - end < policy.window), now];
    const delay = restartDelay(this.ends.length, policy);
    this.options.log(`engine: ${why}; ${delay === null ? 'given up' : `restart in ${delay} ms`}`);
    if (delay === null) {
      const reason = `The analysis engine ended ${this.ends.length} times in a row; last, ${why}.`;
      this.setStatus({ process: 'stopped', reason });
      return;
    }
    this.setStatus({ process: 'restarting', reason: `The analysis engine is starting again: ${why}.` });
    this.restart = setTimeout(() => this.begin(this.current), delay);
  }

  private endLife(why: string): void {
    if (this.restart) clearTimeout(this.restart);
    this.restart = null;
    const life = this.life;
    this.life = null;
    if (!life) return;
    life.watchdog.stop();
    life.probes.abandon();
    life.process.kill();
    life.jobs.failAll(engineEnded(why));
  }

  private downFailure(): Failure {
    return engineDown(this.current.process === 'stopped' ? this.current.reason : 'it is starting.');
  }

  private takeId(): number {
    this.nextId += 1;
    return this.nextId - 1;
  }

  private setStatus(status: EngineStatus): void {
    this.current = status;
    this.options.onStatus(status);
    const waiting = this.waiting;
    this.waiting = [];
    for (const wake of waiting) wake();
  }
}

const withoutModel = ({
  model: _,
  ...connect
}: EngineClientOptions['connect']): EngineClientOptions['connect'] => connect;
