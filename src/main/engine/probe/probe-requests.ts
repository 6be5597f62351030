import type { EngineMessage } from '../../../shared/engine/protocol';
import type { ProbeOutcome, RunProbe } from '../../../shared/engine/probe';

/** Asks main for a process in which a task runs. */
type ProbeMessage = Extract<EngineMessage, { readonly kind: 'probe' }>;

/** Probes that run in processes of main's: only Electron's main process can start utility processes. */
export class ProbeRequests {
  private readonly waiting = new Map<number, (outcome: ProbeOutcome) => void>();
  private count = 0;

  constructor(private readonly post: (message: ProbeMessage) => void) {}

  readonly run: RunProbe = (task, limit) =>
    new Promise((resolve) => {
      this.count += 1;
      this.waiting.set(this.count, resolve);
      this.post({ kind: 'probe', probe: this.count, task, limit });
    });

  /** Main tells how a probe ended. */
  ended(probe: number, outcome: ProbeOutcome): void {
    this.waiting.get(probe)?.(outcome);
    this.waiting.delete(probe);
  }
}
