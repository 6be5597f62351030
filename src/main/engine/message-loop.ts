import {
  engineRequestSchema,
  HEARTBEAT_EVERY_MS,
  type Connect,
  type EngineMessage,
  type EngineRequest,
  type EngineState,
} from '../../shared/engine/protocol';
import { MaculeError, toFailure } from '../../shared/errors';
import { failed, success, type Result } from '../../shared/ipc/result';
import { backboneFolder } from '../backbones/places';
import { importBackbone } from './backbones/import-backbone';
import { backboneStates } from './backbones/stored-backbone';
import type { Detector, Engine } from './engine';
import { runInferJob } from './jobs/infer';
import { openEngine } from './open-engine';

/** The engine's end of the port to main. */
export interface EnginePort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  postMessage(message: EngineMessage): void;
  start(): void;
}

/**
 * Answers main's requests, one job at a time in the order they come; cancellations overtake. Heart-beats go
 * out between tiles, so silence means that the process hangs.
 */
export class MessageLoop {
  private readonly cancellations = new Map<number, AbortController>();
  private queue: Promise<void> = Promise.resolve();
  private heartbeats: NodeJS.Timeout | null = null;

  constructor(
    private readonly port: EnginePort,
    private readonly connect: Connect,
  ) {}

  async run(): Promise<void> {
    this.heartbeats = setInterval(() => this.port.postMessage({ kind: 'heartbeat' }), HEARTBEAT_EVERY_MS);
    const opening = this.open();
    this.port.on('message', ({ data }) => this.receive(engineRequestSchema.parse(data), opening));
    this.port.start();
    const state = await opening.then(
      (opened) => success(opened.state),
      (error: unknown) => failed(toFailure(error)),
    );
    this.port.postMessage({ kind: 'ready', state });
  }

  /** Ends the heart-beats and cancels what runs or waits; main then sees the engine as gone. */
  stop(): void {
    if (this.heartbeats) clearInterval(this.heartbeats);
    for (const cancellation of this.cancellations.values()) cancellation.abort();
  }

  private async open(): Promise<{ engine: Engine; detector: Detector; state: EngineState }> {
    const engine = await openEngine(this.connect);
    const detector = await engine.loadDetector();
    return { engine, detector, state: { ladder: engine.ladder, model: detector.info } };
  }

  private receive({ id, job }: EngineRequest, opening: ReturnType<MessageLoop['open']>): void {
    switch (job.kind) {
      case 'cancel':
        this.cancellations.get(job.target)?.abort();
        this.reply(id, success(null));
        return;
      case 'status':
        void this.answer(id, async () => (await opening).state);
        return;
      case 'backbones':
        void this.answer(id, () => backboneStates(this.backbones));
        return;
      case 'infer':
        return this.enqueue(id, async (signal) => {
          const { detector } = await opening;
          return runInferJob(detector, job, signal, (stage, done, total) =>
            this.port.postMessage({ kind: 'progress', id, stage, done, total }),
          );
        });
      case 'import-backbone':
        return this.enqueue(id, (signal) =>
          importBackbone(this.backbones, job.file, job.backbone, { signal }),
        );
    }
  }

  private get backbones(): string {
    return backboneFolder(this.connect.cacheFolder);
  }

  /** Runs work when what came before is done; a cancellation reaches it while it waits and while it runs. */
  private enqueue(id: number, work: (signal: AbortSignal) => Promise<unknown>): void {
    const cancellation = new AbortController();
    this.cancellations.set(id, cancellation);
    const { signal } = cancellation;
    this.queue = this.queue.then(() =>
      this.answer(id, async () => {
        if (signal.aborted) throw cancelled();
        return work(signal);
      }),
    );
  }

  private async answer(id: number, work: () => Promise<unknown>): Promise<void> {
    try {
      this.reply(id, success(await work()));
    } catch (error) {
      this.reply(id, failed(toFailure(error)));
    } finally {
      this.cancellations.delete(id);
    }
  }

  private reply(id: number, result: Result<unknown>): void {
    this.port.postMessage({ kind: 'reply', id, result });
  }
}

const cancelled = () =>
  new MaculeError({ kind: 'cancelled', message: 'The analysis was cancelled.', retryable: true });
