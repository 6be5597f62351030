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
