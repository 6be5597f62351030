import type { ProbeOutcome, ProbeTask } from '../../shared/engine/probe';

/** A probe in a process of its own. */
export interface RunningProbe {
  /** Never rejects. */
  readonly outcome: Promise<ProbeOutcome>;
  /** Ends the process without blaming what it tried. */
  abandon(): void;
}

/** @param limit milliseconds after which the process is killed. */
export type StartProbe = (task: ProbeTask, limit: number) => RunningProbe;

/** The probes that run for one process. */
export class RunningProbes {
  private readonly running = new Set<RunningProbe>();

  constructor(private readonly start: StartProbe) {}

  /** How a probe ends. Never rejects. */
  async run(task: ProbeTask, limit: number): Promise<ProbeOutcome> {
    const probe = this.start(task, limit);
    this.running.add(probe);
    const outcome = await probe.outcome;
    this.running.delete(probe);
    return outcome;
  }

  /** Ends them all without blaming what they tried. */
  abandon(): void {
    for (const probe of this.running) probe.abandon();
  }
}
