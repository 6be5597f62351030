import { stat } from 'node:fs/promises';
import { z } from 'zod';
import { MaculeError, type Failure } from '../../shared/errors';
import type { DataInspection, TrainingData } from '../../shared/ipc/training';
import type { Result } from '../../shared/ipc/result';
import {
  readerMessageSchema,
  type ReaderMessage,
  type ReaderRequest,
  type ReadPhoto,
} from '../../shared/reader/protocol';
import type { EngineProcess, EngineProcessEvents } from '../engine-client/engine-process';
import type { ReadOptions } from '../services/import-photos';
import { cancelledReading, crashedOver, neededTooMuch, tookTooLong } from './reader-failures';
import { READER_LIMITS, type Promised, type ReaderLimits } from './reader-limits';

/** A started reader. */
export interface ReaderProcess extends EngineProcess {
  /** Memory that it holds now, bytes. */
  memory(): number;
}

export type StartReader = (first: null, events: EngineProcessEvents) => ReaderProcess;

export interface PhotoReaderOptions {
  readonly start: StartReader;
  readonly log: (line: string) => void;
  readonly limits?: ReaderLimits;
}

/** How often memory and time are looked at while a photo is read, milliseconds. */
const LOOK_EVERY_MS = 200;

/** What hears of the process while it reads a photo. */
interface Job {
  readonly receive: (message: ReaderMessage) => void;
  /** Gives up, and the process with it. */
  readonly stop: (thrown: Error) => void;
}

/** One thing that is asked of the process. */
interface Attempt<T> {
  /** What failures name. */
  readonly file: string;
  readonly bytes: number;
  readonly signal?: AbortSignal | undefined;
  readonly request: ReaderRequest;
  /** @returns the end of it; null for a message on the way. */
  readonly answer: (message: ReaderMessage, reader: ReaderProcess) => Result<T> | null;
}

/** The process ended by itself while it read a photo. */
class ReaderEnded extends Error {}

/**
 * Main's side of the process in which photo files are opened: it starts when it is needed, is replaced when it ends,
 * holds too much or has read many photos, and is stopped over a file that takes too long or too much. Whatever a file
 * does to it is a failure of that file alone.
 */
export class PhotoReader {
  private process: ReaderProcess | null = null;
  private job: Job | null = null;
  private ready = false;
  private photos = 0;
  private idle: NodeJS.Timeout | undefined;
  private readonly limits: ReaderLimits;

  constructor(private readonly options: PhotoReaderOptions) {
    this.limits = options.limits ?? READER_LIMITS;
  }

  /**
   * Reads one photo; the next one may be asked for when it is done. A file over which the process ends is tried once
   * more, in a new one: the system may have ended it for reasons of its own.
   * @throws MaculeError `unreadable-file`, `cancelled`, and what reading a photo throws.
   */
  async read(file: string, { isKnown, signal }: ReadOptions): Promise<ReadPhoto> {
    // A file that is missing has no size; the reader says why.
    const bytes = await stat(file).then(
      ({ size }) => size,
      () => 0,
    );
    return this.twice(file, () =>
      this.attempt<ReadPhoto>({
        ...{ file, bytes, signal, request: { kind: 'read', file } },
        answer: (message, reader) => {
          if (message.kind === 'fingerprint')
            reader.send({ kind: 'known', known: isKnown(message.fingerprint) });
          return message.kind === 'ended' ? message.result : null;
        },
      }),
    );
  }

  /**
   * Reads the labels of a training folder: see `inspectTrainingData`.
   * @throws MaculeError `unreadable-file`, `not-found`.
   */
  inspect(data: TrainingData, folder: string): Promise<DataInspection> {
    return this.twice(folder, () =>
      this.attempt<DataInspection>({
        ...{ file: folder, bytes: 0, request: { kind: 'inspect', folder, data } },
        answer: (message) => (message.kind === 'inspected' ? message.result : null),
      }),
    );
  }

  private async twice<T>(file: string, attempt: () => Promise<T>): Promise<T> {
    if (this.job) throw new Error('A reader does one thing at a time.');
    for (const mayEnd of [true, false]) {
      try {
        return await attempt();
      } catch (thrown) {
        if (!(thrown instanceof ReaderEnded)) throw thrown;
        this.options.log(`the reader ended over a file${mayEnd ? ', which is tried once more' : ' again'}`);
      }
    }
    throw new MaculeError(crashedOver(file));
  }

  /** Ends the process; a photo that is being read is cancelled by its signal, not by this. */
  close(): void {
    clearTimeout(this.idle);
    const ended = this.process;
    this.process = null;
    ended?.kill();
  }

  private async attempt<T>({ file, bytes, signal, request, answer }: Attempt<T>): Promise<T> {
    if (signal?.aborted) throw new MaculeError(cancelledReading(file));
    const reader = this.started();
    let pixels = 0;
    let looks = 0;
    let stop: (thrown: Error) => void = () => undefined;
    const cancel = (): void => stop(new MaculeError(cancelledReading(file)));
    // Looks are counted instead of time: a computer that was asleep for an hour has looked once.
    const watch = setInterval(() => {
      looks += 1;
      const took = looks * LOOK_EVERY_MS;
      const failure = this.beyondLimits(file, { bytes, pixels }, took, reader.memory());
      if (failure) stop(new MaculeError(failure));
    }, LOOK_EVERY_MS);
    signal?.addEventListener('abort', cancel);
    try {
      return await new Promise<T>((resolve, reject) => {
        stop = (thrown) => {
          this.close();
          reject(thrown);
        };
        const receive = (message: ReaderMessage): void => {
          if (message.kind === 'ready') looks = 0;
          if (message.kind === 'measured') pixels = message.pixels;
          const result = answer(message, reader);
          if (result?.ok) resolve(result.value);
          else if (result) reject(new MaculeError(result.failure));
        };
        this.job = { receive, stop };
        reader.send(request);
      });
    } finally {
      clearInterval(watch);
      signal?.removeEventListener('abort', cancel);
      this.job = null;
      this.rest();
    }
  }

  private beyondLimits(file: string, promised: Promised, took: number, holds: number): Failure | null {
    const time = this.ready ? this.limits.time(promised) : this.limits.start;
    const memory = this.limits.memory(promised);
    if (took > time) return tookTooLong(file, time);
    return holds > memory ? neededTooMuch(file, memory) : null;
  }

  private started(): ReaderProcess {
    clearTimeout(this.idle);
    if (this.process) return this.process;
    const reader = this.options.start(null, {
      onMessage: (message) => {
        if (reader === this.process) this.receive(message);
      },
      onExit: () => {
        if (reader !== this.process) return;
        this.process = null;
        this.job?.stop(new ReaderEnded());
      },
    });
    this.process = reader;
    this.ready = false;
    this.photos = 0;
    return reader;
  }

  private receive(raw: unknown): void {
    try {
      const message = readerMessageSchema.parse(raw);
      if (message.kind === 'ready') this.ready = true;
      this.job?.receive(message);
    } catch (thrown) {
      // Whoever says what no reader says is none any more; and a database that fails ends the photo, not the app.
      this.job?.stop(thrown instanceof z.ZodError ? new ReaderEnded() : (thrown as Error));
    }
  }

  /** Decides what becomes of the process between two photos. */
  private rest(): void {
    if (!this.process) return;
    this.photos += 1;
    const { photos, memoryAfterwards, idle } = this.limits;
    if (this.photos >= photos || this.process.memory() > memoryAfterwards) return this.close();
    this.idle = setTimeout(() => this.close(), idle);
    this.idle.unref();
  }
}
