import { z } from 'zod';
import type { TrainingConnect, TrainingMessage } from '../../shared/engine/training-protocol';
import { trainingMessageSchema } from '../../shared/engine/training-protocol';
import type { Failure } from '../../shared/errors';
import type { Result } from '../../shared/ipc/result';
import type { TrainingEvent } from '../../shared/training/events';
import type { EngineProcess, StartProcess } from './engine-process';
import { RunningProbes, type StartProbe } from './running-probe';
import { Watchdog, type WatchdogLimits } from './watchdog';

export type StartTraining = StartProcess<TrainingConnect>;

export interface TrainingProcessOptions {
  readonly start: StartTraining;
  readonly startProbe: StartProbe;
  readonly onEvent: (event: TrainingEvent) => void;
  /** Called once, when nothing more will come. */
  readonly onEnd: (how: TrainingEnd) => void;
  readonly log: (line: string) => void;
  readonly limits?: WatchdogLimits;
  /** How long the process may take over its last checkpoint, milliseconds. */
  readonly stopMs?: number;
}

/** How a process ended: with an answer, or without one. */
export type TrainingEnd =
  | { readonly how: 'answered'; readonly result: Result<null> }
  | { readonly how: 'died'; readonly failure: Failure };

/** A single training step may keep the process from answering for as long as this. */
const LIMITS: WatchdogLimits = { every: 5_000, start: 300_000, running: 300_000 };
const STOP_MS = 120_000;
/** Counted like silence: a computer that falls asleep meanwhile has not used up the time. */
const STOP_TICKS = 24;

/** What is left to say to a process that trains. */
export type RunningTraining = Pick<TrainingProcess, 'stop' | 'kill'>;

/** Main's side of one training process: passes on what it tells, watches it, and ends it. */
export class TrainingProcess {
  private readonly process: EngineProcess;
  private readonly watchdog: Watchdog;
  private readonly probes: RunningProbes;
  private stopping: Watchdog | null = null;
  private ended = false;

  constructor(
    connect: TrainingConnect,
    private readonly options: TrainingProcessOptions,
  ) {
    this.probes = new RunningProbes(options.startProbe);
    this.watchdog = new Watchdog(options.limits ?? LIMITS, () => this.die('it stopped answering'));
    this.process = options.start(connect, {
      onMessage: (message) => this.receive(message),
      onExit: (code) => this.die(code === null ? 'it was ended' : `it ended with code ${code}`),
    });
  }

  /** Asks for a checkpoint and the end; a process that does not get there is killed. */
  stop(): void {
    if (this.ended || this.stopping) return;
    this.process.send({ kind: 'stop' });
    const limit = this.options.stopMs ?? STOP_MS;
    this.stopping = new Watchdog({ every: limit / STOP_TICKS, start: limit, running: limit }, () =>
      this.die('it did not stop when it was asked to'),
    );
  }

  /** Ends the process at once; nothing is told any more. */
  kill(): void {
    this.settle();
  }

  private receive(raw: unknown): void {
    if (this.ended) return;
    this.watchdog.heard();
    const parsed = trainingMessageSchema.safeParse(raw);
    if (parsed.success) this.handle(parsed.data);
    else this.options.log(`training sent a message of an unknown form: ${z.prettifyError(parsed.error)}`);
  }

  private handle(message: TrainingMessage): void {
    switch (message.kind) {
      case 'heartbeat':
        return;
      case 'event':
        return this.options.onEvent(message.event);
      case 'probe':
        void this.probe(message);
        return;
      case 'ended':
        this.settle();
        return this.options.onEnd({ how: 'answered', result: message.result });
    }
  }

  private async probe({
    probe,
    task,
    limit,
  }: Extract<TrainingMessage, { readonly kind: 'probe' }>): Promise<void> {
    const outcome = await this.probes.run(task, limit);
    if (!this.ended) this.process.send({ kind: 'probe-ended', probe, outcome });
  }

  private die(why: string): void {
    if (this.ended) return;
    this.settle();
    this.options.log(`training: ${why}`);
    const message = `The training process stopped: ${why}.`;
    const advice =
      'Resume the run: it goes on from its last checkpoint. If it stops again, close other programs: memory may be short.';
    this.options.onEnd({
      how: 'died',
      failure: { kind: 'engine-stopped', message, advice, retryable: true },
    });
  }

  private settle(): void {
    this.ended = true;
    this.watchdog.stop();
    this.stopping?.stop();
    this.probes.abandon();
    this.process.kill();
  }
}
