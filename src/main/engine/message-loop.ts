import { join } from 'node:path';
import {
  engineRequestSchema,
  HEARTBEAT_EVERY_MS,
  type Connect,
  type EngineMessage,
  type EngineRequest,
  type EngineState,
  type Inference,
} from '../../shared/engine/protocol';
import { MaculeError, toFailure } from '../../shared/errors';
import { failed, success, type Result } from '../../shared/ipc/result';
import { backboneFolder } from '../backbones/places';
import { importBackbone } from './backbones/import-backbone';
import { backboneStates } from './backbones/stored-backbone';
import { deidentify } from './deidentify/deidentify';
import { ReadAhead } from './detector/read-ahead';
import type { Detector, Engine } from './engine';
import { openFaceFinder, type FaceFinder, type FindFace } from './face/open-face-finder';
import { checkModel } from './jobs/check-model';
import { runInferJob, type InferJob } from './jobs/infer';
import { openEngine } from './open-engine';
import { ProbeRequests } from './probe/probe-requests';

/** The engine's end of the port to main. */
export interface EnginePort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  postMessage(message: EngineMessage): void;
  start(): void;
}

/** An engine that has had nothing to do for this long may compare others with the processor, milliseconds. */
const IDLE_MS = 3_000;

/** The engine and its detector, once they are open. */
interface Opened {
  readonly engine: Engine;
  readonly detector: Detector;
}

/**
 * Answers main's requests, one job at a time in the order they come; cancellations overtake. Heart-beats go
 * out between tiles, so silence means that the process hangs.
 */
export class MessageLoop {
  private readonly cancellations = new Map<number, AbortController>();
  private readonly probes = new ProbeRequests((message) => this.port.postMessage(message));
  private readonly ahead = new ReadAhead();
  private faces: Promise<FaceFinder | null> | null = null;
  private other: { readonly folder: string; readonly detector: Detector } | null = null;
  private queue: Promise<void> = Promise.resolve();
  private heartbeats: NodeJS.Timeout | null = null;
  private idle: NodeJS.Timeout | null = null;
  private testing = false;
  private busy = 0;
  private stopped = false;
  private lastState = '';

  constructor(
    private readonly port: EnginePort,
    private readonly connect: Connect,
    private readonly idleMs: number = IDLE_MS,
  ) {}

  async run(): Promise<void> {
    this.heartbeats = setInterval(() => this.port.postMessage({ kind: 'heartbeat' }), HEARTBEAT_EVERY_MS);
    const opening = this.open();
    this.port.on('message', ({ data }) => this.receive(engineRequestSchema.parse(data), opening));
    this.port.start();
    const state = await opening.then(
      (opened) => success(this.stateOf(opened)),
      (error: unknown) => failed(toFailure(error)),
    );
    if (state.ok) this.lastState = JSON.stringify(state.value);
    this.port.postMessage({ kind: 'ready', state });
    if (state.ok) this.whenIdle(await opening);
  }

  /** Ends the heart-beats and cancels what runs or waits; main then sees the engine as gone. */
  stop(): void {
    this.stopped = true;
    if (this.heartbeats) clearInterval(this.heartbeats);
    if (this.idle) clearTimeout(this.idle);
    for (const cancellation of this.cancellations.values()) cancellation.abort();
  }

  private async open(): Promise<Opened> {
    const engine = await openEngine({
      ...this.connect,
      strict: false,
      tryTensorflow: false,
      runProbe: this.probes.run,
    });
    return { engine, detector: await engine.loadDetector(this.connect.model) };
  }

  private stateOf({ engine, detector }: Opened): EngineState {
    return { ladder: engine.ladder, model: detector.info };
  }

  /** Tells main where the state differs from what it knows. */
  private tellState(opened: Opened): void {
    const state = this.stateOf(opened);
    const text = JSON.stringify(state);
    if (text === this.lastState) return;
    this.lastState = text;
    this.port.postMessage({ kind: 'state', state });
  }

  private receive({ id, job }: EngineRequest, opening: Promise<Opened>): void {
    switch (job.kind) {
      case 'cancel':
        this.cancellations.get(job.target)?.abort();
        this.reply(id, success(null));
        return;
      case 'probe-ended':
        this.probes.ended(job.probe, job.outcome);
        this.reply(id, success(null));
        return;
      case 'status':
        void this.answer(id, async () => this.stateOf(await opening));
        return;
      case 'prefer':
        void this.answer(id, () => this.change(opening, ({ engine }) => engine.prefer(job.engine)));
        return;
      case 'retest':
        void this.answer(id, () => this.change(opening, ({ engine }) => engine.forgetTests()));
        return;
      case 'backbones':
        void this.answer(id, () => backboneStates(this.backbones));
        return;
      case 'trainable':
        void this.answer(id, trainableModels);
        return;
      case 'check-model':
        return this.enqueue(id, () => checkModel(job.folder));
      case 'infer':
        return this.enqueue(id, async (signal) => this.infer(await opening, id, job, signal));
      case 'deidentify':
        return this.enqueue(id, async (signal) => deidentify(job, await this.findFace(), signal));
      case 'import-backbone':
        return this.enqueue(id, (signal) =>
          importBackbone(this.backbones, job.file, job.backbone, { signal }),
        );
    }
  }

  /** Opened with the first photo. */
  private async findFace(): Promise<FindFace | null> {
    const { modelsFolder, threads } = this.connect;
    this.faces ??= openFaceFinder(join(modelsFolder, '..', 'pretrained'), threads);
    return (await this.faces)?.find ?? null;
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

  private async infer(opened: Opened, id: number, job: InferJob, signal: AbortSignal): Promise<Inference> {
    if (this.idle) clearTimeout(this.idle);
    this.busy += 1;
    try {
      return await runInferJob(
        await this.detectorFor(opened, job.model),
        job,
        signal,
        this.ahead,
        await this.findFace(),
        (stage, done, total) => this.port.postMessage({ kind: 'progress', id, stage, done, total }),
      );
    } finally {
      this.busy -= 1;
      this.tellState(opened);
      this.whenIdle(opened);
    }
  }

  /** The detector in use, or another one, which stays open until yet another is asked for. */
  private async detectorFor({ engine, detector }: Opened, folder: string | undefined): Promise<Detector> {
    if (folder === undefined) return detector;
    if (this.other?.folder !== folder) {
      const before = this.other;
      this.other = null;
      await before?.detector.close();
      this.other = { folder, detector: await engine.loadDetector(folder) };
    }
    return this.other.detector;
  }

  /** Engines that might be faster are tried where nobody has to wait for it. */
  private whenIdle(opened: Opened): void {
    if (this.idle) clearTimeout(this.idle);
    if (this.stopped) return;
    this.idle = setTimeout(() => {
      if (this.busy === 0) void this.testEngines(opened);
    }, this.idleMs);
  }

  private async change(opening: Promise<Opened>, make: (opened: Opened) => void): Promise<EngineState> {
    const opened = await opening;
    make(opened);
    const state = this.stateOf(opened);
    this.lastState = JSON.stringify(state);
    return state;
  }

  private async testEngines(opened: Opened): Promise<void> {
    if (this.testing) return;
    this.testing = true;
    try {
      await opened.engine.testEngines(() => this.tellState(opened));
    } finally {
      this.testing = false;
    }
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

/** Training code is loaded when it is asked for: analyses need none of it. */
const trainableModels = async () => (await import('./training/trainable-models')).trainableModels();

const cancelled = () =>
  new MaculeError({ kind: 'cancelled', message: 'The analysis was cancelled.', retryable: true });
