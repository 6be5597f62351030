import { HEARTBEAT_EVERY_MS } from '../../../shared/engine/protocol';
import type { RunProbe } from '../../../shared/engine/probe';
import {
  trainingRequestSchema,
  type TrainingConnect,
  type TrainingMessage,
} from '../../../shared/engine/training-protocol';
import { toFailure } from '../../../shared/errors';
import { failed, success, type Result } from '../../../shared/ipc/result';
import type { TrainingEvent } from '../../../shared/training/events';
import { ProbeRequests } from '../probe/probe-requests';

/** The training process's end of the port to main. */
export interface TrainingPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  postMessage(message: TrainingMessage): void;
  start(): void;
}

/** Trains as ordered and yields what happens; ends with a checkpoint once the signal aborts. */
export type RunOrderedTraining = (
  connect: TrainingConnect,
  means: { readonly signal: AbortSignal; readonly runProbe: RunProbe },
) => AsyncGenerator<TrainingEvent>;

/** One training run in a process of its own: tells main every event, and stops when main says so. */
export class TrainingLoop {
  private readonly abort = new AbortController();
  private readonly probes = new ProbeRequests((message) => this.port.postMessage(message));

  constructor(
    private readonly port: TrainingPort,
    private readonly connect: TrainingConnect,
    private readonly train: RunOrderedTraining,
  ) {}

  /** Resolves once the run is over and main has been told how. */
  async run(): Promise<void> {
    const beat = (): void => this.port.postMessage({ kind: 'heartbeat' });
    const heartbeats = setInterval(beat, HEARTBEAT_EVERY_MS);
    beat();
    this.port.on('message', ({ data }) => this.receive(data));
    this.port.start();
    const result = await this.toTheEnd();
    clearInterval(heartbeats);
    this.port.postMessage({ kind: 'ended', result });
  }

  private async toTheEnd(): Promise<Result<null>> {
    try {
      const means = { signal: this.abort.signal, runProbe: this.probes.run };
      for await (const event of this.train(this.connect, means)) {
        this.port.postMessage({ kind: 'event', event });
        // The loop may yield many events without waiting for anything; main's wishes come in between.
        await new Promise((resolve) => setImmediate(resolve));
      }
      return success(null);
    } catch (error) {
      return failed(toFailure(error));
    }
  }

  private receive(data: unknown): void {
    const request = trainingRequestSchema.parse(data);
    switch (request.kind) {
      case 'stop':
        return this.abort.abort();
      case 'probe-ended':
        return this.probes.ended(request.probe, request.outcome);
    }
  }
}
